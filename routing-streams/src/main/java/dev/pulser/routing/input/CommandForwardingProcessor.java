// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.input;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.name.AgentName;
import dev.pulser.routing.output.DeadLetterFactory;
import dev.pulser.routing.output.HopCountHeader;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.output.TaskCounter;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Processor that passes commands to the lanes of this partition and forwards commands of other partitions. Commands
 * that do not concern lanes end here.
 *
 * <p>State: none.
 * <p>Failure: a record that is not a command becomes a dead letter.
 */
public final class CommandForwardingProcessor extends ContextualProcessor<Bytes, LaneInput, Object, Object> {

    private static final Logger LOG = Logger.getLogger(CommandForwardingProcessor.class);

    private final Supplier supplier;
    private RecordWriter writer;
    private TaskCounter forwarded;

    private CommandForwardingProcessor(Supplier supplier) {
        this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        writer = supplier.topics.writer(context);
        forwarded = new TaskCounter(context, "forwarded-commands");
    }

    @Override
    public void process(Record<Bytes, LaneInput> record) {
        switch (record.value()) {
            case LaneInput.UserCommand(var command) -> route(record, command);
            case LaneInput.UnreadableRecord(var bytes, var reason) -> reject(record, bytes, "deserialization", reason);
            case null -> reject(record, null, "record-empty", "The record has no value. Send a command in Avro.");
            case LaneInput.AdmittedTask _, LaneInput.Report _, LaneInput.IncomingTransfer _ ->
                throw new IllegalStateException("unexpected input of the commands topic");
        }
    }

    private void route(Record<Bytes, LaneInput> record, Command command) {
        switch (command.body()) {
            case Command.Cancel _ -> route(record, command, keyOf(record));
            case Command.Pause(var agent) -> route(record, command, agent);
            case Command.Resume(var agent) -> route(record, command, agent);
            case Command.Replay _, Command.Drop _, Command.AgentChange _ -> {} // their writers have executed them
            case Command.UnknownCommand(var what) ->
                LOG.infof("Command ignored command=%s reason=\"Unknown type %s\"", command.id(), what);
        }
    }

    private void route(Record<Bytes, LaneInput> record, Command command, @Nullable AgentName agent) {
        if (agent == null
                || supplier.topics.partitionOf(agent) == context().taskId().partition()) {
            context().forward(record.<Object>withKey(record.key()).<Object>withValue(record.value()), supplier.lane);
            return;
        }
        int hops = HopCountHeader.read(record.headers()) + 1;
        HopCountHeader.write(record.headers(), hops);
        if (hops > HopCountHeader.MAX) {
            var reason = "The command did not reach the partition of agent %s after %d hops."
                    .formatted(agent, HopCountHeader.MAX);
            reject(record, Bytes.wrap(serialize(command)), "routing-loop", reason);
        } else if (writer.forward(command, agent, record.headers())) {
            forwarded.increment();
        } else {
            reject(record, null, DeadLetterFactory.RECORD_TOO_LARGE, "The command is too large to be forwarded.");
        }
    }

    private byte[] serialize(Command command) {
        var topic = supplier.topics.topics().commands();
        return topic.values().serializer().serialize(topic.name(), command);
    }

    /** Returns the agent that the sender expects the task's lane at; null when the key is not an agent's name. */
    private @Nullable AgentName keyOf(Record<Bytes, LaneInput> record) {
        var topic = supplier.topics.topics().commands();
        try {
            var key = record.key();
            return key == null ? null : topic.keys().deserializer().deserialize(topic.name(), key.get());
        } catch (SerializationException e) {
            return null; // the command is handled in the partition it arrived in
        }
    }

    private void reject(Record<Bytes, LaneInput> record, @Nullable Bytes value, String code, String reason) {
        var origin = context().recordMetadata().orElseThrow();
        var source = DeadLetter.Source.at(origin.topic(), origin.partition(), origin.offset());
        LOG.warnf(
                "Command rejected error=%s topic=%s partition=%s offset=%s reason=\"%s\"",
                code, origin.topic(), origin.partition(), origin.offset(), reason);
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        writer.writeDeadLetter(DeadLetterFactory.ofRecord(
                null, now, new TaskError(code, reason), source.withBytes(record.key(), value)));
    }

    @Override
    public void close() {
        forwarded.close();
    }

    /**
     * Supplier of the processor.
     *
     * @param lane name of the child processor that handles commands
     */
    public record Supplier(RoutingTopics topics, String lane)
            implements ProcessorSupplier<Bytes, LaneInput, Object, Object> {

        @Override
        public Processor<Bytes, LaneInput, Object, Object> get() {
            return new CommandForwardingProcessor(this);
        }
    }
}
