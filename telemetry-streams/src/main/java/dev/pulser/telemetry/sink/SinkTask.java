// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import dev.pulser.telemetry.batch.SinkRecordDecoder;
import dev.pulser.telemetry.health.SinkStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Copy of topics into a sink, batch by batch.
 *
 * <p>A partition is paused until it has been positioned at its committed offset: when it is assigned, and again after
 * every failure, so that a batch that failed or may have failed is read again. The consumer keeps polling meanwhile and
 * stays in its group.
 *
 * <p>Threads: one, which calls {@link #poll()}.
 */
final class SinkTask implements ConsumerRebalanceListener {

    private static final Duration POLL_LIMIT = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final SinkRecordDecoder decoder;
    private final Sink sink;
    private final SinkOffsets offsets;
    private final SinkStatus status;
    private final SinkBackoff backoff;
    private final Set<TopicPartition> unpositioned = new HashSet<>();

    SinkTask(
            Consumer<byte[], byte[]> consumer,
            SinkRecordDecoder decoder,
            Sink sink,
            SinkOffsets offsets,
            SinkStatus status,
            InstantSource clock) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.sink = sink;
        this.offsets = offsets;
        this.status = status;
        this.backoff = new SinkBackoff(sink.name(), status, clock);
    }

    void subscribe(Collection<String> topics) {
        consumer.subscribe(topics, this);
    }

    /** Polls once and writes the batch; blocks a short time when there are no records. */
    void poll() {
        try {
            position();
            write();
        } catch (SinkUnavailableException | RetriableException e) {
            var assigned = consumer.assignment();
            consumer.pause(assigned);
            unpositioned.addAll(assigned);
            backoff.recordFailure(e);
        }
    }

    private void position() throws SinkUnavailableException {
        if (unpositioned.isEmpty() || !backoff.mayTry()) {
            return;
        }
        sink.open();
        var committed = offsets.committed(Set.copyOf(unpositioned));
        for (var partition : unpositioned) {
            var offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
        consumer.resume(unpositioned);
        unpositioned.clear();
    }

    private void write() throws SinkUnavailableException {
        var records = consumer.poll(POLL_LIMIT);
        if (!records.isEmpty()) {
            var batch = decoder.decode(records);
            sink.write(batch);
            offsets.commit(batch);
            status.addWritten(records.count());
            backoff.recordSuccess();
        } else if (unpositioned.isEmpty() && !consumer.assignment().isEmpty()) {
            backoff.recordIdle();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        unpositioned.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        unpositioned.removeAll(partitions);
    }
}
