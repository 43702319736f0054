// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.kafka;

import dev.pulser.service.time.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reader of a whole topic outside of any consumer group, so that every instance sees every record.
 *
 * <p>Threads: the listener is called on one thread of the follower's own. All methods are safe from any thread.
 *
 * <p>Failure: after an error of Kafka or of the schema registry the follower pauses with backoff, opens a new consumer
 * and continues behind the last record that was handled. The failure and the recovery are logged once each;
 * {@link #isFollowing()} is false in between. A record that the listener rejects is logged and skipped.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL_LIMIT = Duration.ofMillis(500);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /** Initial position of a follower. */
    public enum Start {
        BEGINNING,
        END
    }

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Start start;
    private final RecordListener listener;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private Backoff backoff = Backoff.between(Duration.ofMillis(200), Duration.ofSeconds(2));
    private boolean failed;
    private volatile boolean following;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    /** @param consumers source of consumers without a group, one per attempt; the follower closes them */
    public TopicFollower(
            Supplier<Consumer<byte[], byte[]>> consumers, String topic, Start start, RecordListener listener) {
        this.consumers = consumers;
        this.topic = topic;
        this.start = start;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("follow-" + topic).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Returns true while the topic is being read, as far as the client can detect. */
    public boolean isFollowing() {
        return following;
    }

    /** Completes when every record has been handled that the topic held at the start. Never fails. */
    public CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** Stops reading and waits at most 5 s for the listener to return. */
    @Override
    public void close() {
        closed.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isOpen()) {
            try (var consumer = consumers.get()) {
                current = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debugf("Topic follower closed topic=%s", topic);
            } catch (RuntimeException e) { // whatever the client fails with, the next one may succeed
                failed(e);
            } finally {
                following = false;
                current = null;
            }
        }
    }

    private void failed(RuntimeException e) {
        following = false;
        if (!failed) {
            LOG.warnf("Topic cannot be read, retrying topic=%s reason=\"%s\"", topic, e.getMessage());
            failed = true;
        }
        try {
            var _ = closed.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            closed.countDown();
        }
        backoff = backoff.increased();
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        seek(consumer, partitions);
        recovered();
        while (isOpen()) {
            completeWhenCaughtUp();
            for (var record : consumer.poll(POLL_LIMIT)) {
                handle(record);
                positions.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
            }
            // The end of a transaction has an offset too, and no record.
            for (var partition : partitions) {
                positions.put(partition, consumer.position(partition));
            }
        }
    }

    private void recovered() {
        following = true;
        backoff = backoff.reset();
        if (failed) {
            LOG.infof("Topic can be read again topic=%s", topic);
            failed = false;
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("topic %s does not exist".formatted(topic));
        }
        return partitions;
    }

    private void seek(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        var latest = consumer.endOffsets(partitions);
        if (!caughtUp.isDone()) {
            ends = latest;
        }
        var starts = start == Start.BEGINNING ? consumer.beginningOffsets(partitions) : latest;
        for (var partition : partitions) {
            long position = positions.getOrDefault(partition, starts.getOrDefault(partition, 0L));
            positions.put(partition, position);
            consumer.seek(partition, position);
        }
    }

    private void completeWhenCaughtUp() {
        if (!caughtUp.isDone()
                && ends.entrySet().stream()
                        .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
            listener.onCaughtUp();
            caughtUp.complete(null);
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> record) {
        try {
            listener.onRecord(record);
        } catch (RetriableException e) {
            throw e;
        } catch (RuntimeException e) { // whatever is wrong with one record, the next is read
            LOG.errorf(
                    "Record skipped topic=%s partition=%d offset=%d reason=\"%s\"",
                    record.topic(), record.partition(), record.offset(), e);
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }
}
