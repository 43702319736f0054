// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.command;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.lane.LaneInput;
import dev.pulser.routing.out.Counter;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Hops;
import dev.pulser.routing.out.Outlet;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commands to the lanes they are for: one that arrived in another partition than its agent's is sent on, one that is
 * not for lanes ends here.
 *
 * <p>State: none.
 * <p>Failure: a record that is no command is a dead letter.
 */
public final class DirectCommands extends ContextualProcessor<Bytes, LaneInput, Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(DirectCommands.class);

    private final Supplier parts;
    private Outlet out;
    private Counter forwards;

    private DirectCommands(Supplier parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        out = new Outlet(context, parts.topics, parts.maxRecordBytes);
        forwards = new Counter(context, "command-forwards");
    }

    @Override
    public void process(Record<Bytes, LaneInput> record) {
        switch (record.value()) {
            case LaneInput.Asked(var command) -> direct(record, command);
            case LaneInput.Unreadable(var bytes, var reason) -> refuse(record, bytes, "deserialization", reason);
            case null -> refuse(record, null, "record-empty", "the record has no value; a command is Avro");
            case LaneInput.Admitted _, LaneInput.Reported _, LaneInput.HandedOver _ ->
                throw new IllegalStateException("the topic of commands is read as nothing else");
        }
    }

    private void direct(Record<Bytes, LaneInput> record, Command command) {
        switch (command.body()) {
            case Command.Cancel _ -> direct(record, command, keyOf(record));
            case Command.Pause(var agent) -> direct(record, command, agent);
            case Command.Resume(var agent) -> direct(record, command, agent);
            case Command.Replay _,
                    Command.Drop _,
                    Command.ChangeAgent _ -> {} // what there is to do was done by who wrote it
            case Command.Unknown(var what) -> LOG.info("command of a newer version ignored command={}", what);
        }
    }

    private void direct(Record<Bytes, LaneInput> record, Command command, @Nullable AgentName agent) {
        if (agent == null
                || agent.partition(parts.partitions) == context().taskId().partition()) {
            context().forward(record.<Object>withKey(record.key()).<Object>withValue(record.value()), parts.lane);
            return;
        }
        int hops = Hops.of(record.headers()) + 1;
        Hops.set(record.headers(), hops);
        if (hops > Hops.MAX || !out.forward(command, agent, record.headers())) {
            var reason = "sent on %d times without reaching agent %s, or too large".formatted(hops - 1, agent);
            refuse(record, Bytes.wrap(bytesOf(command)), "routing-loop", reason);
        } else {
            forwards.increment();
        }
    }

    private byte[] bytesOf(Command command) {
        var topic = parts.topics.commands();
        return topic.values().serializer().serialize(topic.name(), command);
    }

    /** The agent that the sender took the task's lane for; null where the key names none. */
    private @Nullable AgentName keyOf(Record<Bytes, LaneInput> record) {
        var topic = parts.topics.commands();
        try {
            var key = record.key();
            return key == null ? null : topic.keys().deserializer().deserialize(topic.name(), key.get());
        } catch (SerializationException e) {
            return null; // the partition it stands in is all there is to go by
        }
    }

    private void refuse(Record<Bytes, LaneInput> record, @Nullable Bytes value, String code, String reason) {
        var place = context().recordMetadata().orElseThrow();
        var source = new DeadLetter.Source(place.topic(), place.partition(), place.offset());
        LOG.warn("command refused code={} source={} reason={}", code, source, reason);
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        out.deadLetter(DeadLetters.ofRecord(null, now, code, reason, source, record.key(), value));
    }

    @Override
    public void close() {
        forwards.close();
    }

    /**
     * @param lane       name of the child that takes commands
     * @param partitions of the co-partitioned topics
     */
    public record Supplier(Topics topics, String lane, int partitions, int maxRecordBytes)
            implements ProcessorSupplier<Bytes, LaneInput, Object, Object> {

        @Override
        public Processor<Bytes, LaneInput, Object, Object> get() {
            return new DirectCommands(this);
        }
    }
}
