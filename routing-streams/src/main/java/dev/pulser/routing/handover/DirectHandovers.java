// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.handover;

import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.lane.LaneInput;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Events;
import dev.pulser.routing.out.Hops;
import dev.pulser.routing.out.Outlet;
import java.time.Instant;
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
 * Brings handed-over tasks to the lanes that take them: one that arrived in another partition than its agent's is sent on.
 *
 * <p>State: none.
 * <p>Failure: a record that is no handover is a dead letter. A task that does not reach its agent fails, with a dead letter.
 */
public final class DirectHandovers extends ContextualProcessor<Bytes, LaneInput, Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(DirectHandovers.class);

    private static final String ROUTING_LOOP = "routing-loop";

    private final Supplier parts;
    private Outlet out;

    private DirectHandovers(Supplier parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        out = new Outlet(context, parts.topics, parts.maxRecordBytes);
    }

    @Override
    public void process(Record<Bytes, LaneInput> record) {
        switch (record.value()) {
            case LaneInput.HandedOver(var handover) -> direct(record, handover);
            case LaneInput.Unreadable(var bytes, var reason) -> refuse(record, bytes, "deserialization", reason);
            case null -> refuse(record, null, "record-empty", "the record has no value; a handover is Avro");
            case LaneInput.Admitted _, LaneInput.Reported _, LaneInput.Asked _ ->
                throw new IllegalStateException("the topic of handovers is read as nothing else");
        }
    }

    private void direct(Record<Bytes, LaneInput> record, Handover handover) {
        if (handover.to().partition(parts.partitions) == context().taskId().partition()) {
            context().forward(record.<Object>withKey(record.key()).<Object>withValue(record.value()), parts.lane);
            return;
        }
        int hops = Hops.of(record.headers()) + 1;
        Hops.set(record.headers(), hops);
        if (hops > Hops.MAX || !out.forward(handover, record.headers())) {
            fail(handover, hops - 1);
        }
    }

    private void fail(Handover handover, int hops) {
        var now = now();
        var entry = LaneEntry.arriving(handover, now);
        var reason = "handed over by agent %s and sent on %d times without reaching agent %s"
                .formatted(handover.from(), hops, handover.to());
        LOG.warn("handover failed task={} reason={}", entry.task().id(), reason);
        out.event(Events.unfinished(entry, now, TaskState.FAILED, ROUTING_LOOP, reason, null));
        out.deadLetter(DeadLetters.ofLane(entry, now, ROUTING_LOOP, reason, entry.attempts()));
    }

    private void refuse(Record<Bytes, LaneInput> record, @Nullable Bytes value, String code, String reason) {
        var place = context().recordMetadata().orElseThrow();
        var source = new DeadLetter.Source(place.topic(), place.partition(), place.offset());
        LOG.warn("handover refused code={} source={} reason={}", code, source, reason);
        out.deadLetter(DeadLetters.ofRecord(null, now(), code, reason, source, record.key(), value));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context().currentSystemTimeMs());
    }

    /**
     * @param lane       name of the child that takes handovers
     * @param partitions of the co-partitioned topics
     */
    public record Supplier(Topics topics, String lane, int partitions, int maxRecordBytes)
            implements ProcessorSupplier<Bytes, LaneInput, Object, Object> {

        @Override
        public Processor<Bytes, LaneInput, Object, Object> get() {
            return new DirectHandovers(this);
        }
    }
}
