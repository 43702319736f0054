// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

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
 * Reads topics and writes them, batch by batch, to a destination.
 *
 * <p>A partition is paused until it has been placed: set to where the {@link Offsets} say that it goes on. That is so
 * when it is assigned and again after every failure, so that a batch that failed, or whose fate nobody knows, is read
 * once more. Meanwhile polling goes on, which keeps this consumer in its group.
 *
 * <p>Threads: one, the one that calls {@link #turn()}.
 */
final class Feed implements ConsumerRebalanceListener {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final FeedDecoder decoder;
    private final Destination destination;
    private final Offsets offsets;
    private final FeedState state;
    private final Outage outage;
    private final Set<TopicPartition> unplaced = new HashSet<>();

    Feed(
            Consumer<byte[], byte[]> consumer,
            FeedDecoder decoder,
            Destination destination,
            Offsets offsets,
            FeedState state,
            InstantSource clock) {
        this.consumer = consumer;
        this.decoder = decoder;
        this.destination = destination;
        this.offsets = offsets;
        this.state = state;
        this.outage = new Outage(destination.label(), state, clock);
    }

    void subscribe(Collection<String> topics) {
        consumer.subscribe(topics, this);
    }

    /** Reads and writes once; waits a moment where there is nothing to do. */
    void turn() {
        try {
            place();
            write();
        } catch (DestinationAway | RetriableException e) {
            var mine = consumer.assignment();
            consumer.pause(mine);
            unplaced.addAll(mine);
            outage.failed(e);
        }
    }

    private void place() throws DestinationAway {
        if (unplaced.isEmpty() || !outage.mayTry()) {
            return;
        }
        destination.reach();
        var next = offsets.next(Set.copyOf(unplaced));
        for (var partition : unplaced) {
            var offset = next.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
        consumer.resume(unplaced);
        unplaced.clear();
    }

    private void write() throws DestinationAway {
        var read = consumer.poll(POLL);
        if (!read.isEmpty()) {
            var batch = decoder.decode(read);
            destination.write(batch);
            offsets.written(batch);
            state.wrote(read.count());
            outage.succeeded();
        } else if (unplaced.isEmpty() && !consumer.assignment().isEmpty()) {
            outage.idle();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        unplaced.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        unplaced.removeAll(partitions);
    }
}
