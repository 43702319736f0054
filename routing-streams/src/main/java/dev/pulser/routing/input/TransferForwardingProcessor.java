// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.input;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.task.TaskState;
import dev.pulser.routing.output.DeadLetterFactory;
import dev.pulser.routing.output.HopCountHeader;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.output.TaskEventFactory;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Processor that passes transferred tasks to the lanes of this partition and forwards those of other partitions.
 *
 * <p>State: none.
 * <p>Failure: a record that is not a transfer becomes a dead letter; a task that does not reach its agent's partition
 * fails.
 */
public final class TransferForwardingProcessor extends ContextualProcessor<Bytes, LaneInput, Object, Object> {

    private static final Logger LOG = Logger.getLogger(TransferForwardingProcessor.class);

    private static final String ROUTING_LOOP = "routing-loop";

    private final Supplier supplier;
    private RecordWriter writer;

    private TransferForwardingProcessor(Supplier supplier) {
        this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        writer = supplier.topics.writer(context);
    }

    @Override
    public void process(Record<Bytes, LaneInput> record) {
        switch (record.value()) {
            case LaneInput.IncomingTransfer(var transfer) -> route(record, transfer);
            case LaneInput.UnreadableRecord(var bytes, var reason) -> reject(record, bytes, "deserialization", reason);
            case null -> reject(record, null, "record-empty", "The record has no value. Send a transfer in Avro.");
            case LaneInput.AdmittedTask _, LaneInput.Report _, LaneInput.UserCommand _ ->
                throw new IllegalStateException("unexpected input of the transfers topic");
        }
    }

    private void route(Record<Bytes, LaneInput> record, Transfer transfer) {
        if (supplier.topics.partitionOf(transfer.to()) == context().taskId().partition()) {
            context().forward(record.<Object>withKey(record.key()).<Object>withValue(record.value()), supplier.lane);
            return;
        }
        int hops = HopCountHeader.read(record.headers()) + 1;
        HopCountHeader.write(record.headers(), hops);
        if (hops > HopCountHeader.MAX) {
            var reason = "The transfer from agent %s did not reach the partition of agent %s after %d hops."
                    .formatted(transfer.from(), transfer.to(), HopCountHeader.MAX);
            fail(transfer, new TaskError(ROUTING_LOOP, reason));
        } else if (!writer.forward(transfer, record.headers())) {
            var reason = "The transfer from agent %s to agent %s is too large to be forwarded."
                    .formatted(transfer.from(), transfer.to());
            fail(transfer, new TaskError(DeadLetterFactory.RECORD_TOO_LARGE, reason));
        }
    }

    private void fail(Transfer transfer, TaskError error) {
        var now = now();
        var entry = LaneEntry.arriving(transfer, now);
        LOG.warnf("Transfer failed task=%s error=%s reason=\"%s\"", entry.task().id(), error.code(), error.reason());
        writer.writeEvent(TaskEventFactory.failed(entry, TaskState.FAILED, now, error, null));
        writer.writeDeadLetter(DeadLetterFactory.ofEntry(entry, now, error, entry.attempts()));
    }

    private void reject(Record<Bytes, LaneInput> record, @Nullable Bytes value, String code, String reason) {
        var origin = context().recordMetadata().orElseThrow();
        var source = DeadLetter.Source.at(origin.topic(), origin.partition(), origin.offset());
        LOG.warnf(
                "Transfer rejected error=%s topic=%s partition=%s offset=%s reason=\"%s\"",
                code, origin.topic(), origin.partition(), origin.offset(), reason);
        writer.writeDeadLetter(DeadLetterFactory.ofRecord(
                null, now(), new TaskError(code, reason), source.withBytes(record.key(), value)));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context().currentSystemTimeMs());
    }

    /**
     * Supplier of the processor.
     *
     * @param lane name of the child processor that handles transfers
     */
    public record Supplier(RoutingTopics topics, String lane)
            implements ProcessorSupplier<Bytes, LaneInput, Object, Object> {

        @Override
        public Processor<Bytes, LaneInput, Object, Object> get() {
            return new TransferForwardingProcessor(this);
        }
    }
}
