// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import dev.pulser.contract.codec.SchemasUnavailable;
import dev.pulser.contract.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic from its beginning and goes on reading, on a thread of its own.
 *
 * <p>Failure: a record that cannot be read is logged and skipped. While the broker is away it tries again; the topic is
 * then read from its beginning once more.
 */
public final class TopicFollower<K, V> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Topic<K, V> topic;
    private final BiConsumer<K, @Nullable V> listener;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param consumer belongs to no group; becomes this object's, which closes it
     * @param listener gets every record in order, more than once after an error; null is a tombstone
     */
    public TopicFollower(Consumer<byte[], byte[]> consumer, Topic<K, V> topic, BiConsumer<K, @Nullable V> listener) {
        this.consumer = consumer;
        this.topic = topic;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name(topic.name()).daemon().unstarted(this::read);
    }

    public void start() {
        thread.start();
    }

    /** Completes once everything has been read that the topic held at the start. */
    public CompletableFuture<Void> complete() {
        return complete;
    }

    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (running()) {
                try {
                    readFromTheBeginning();
                } catch (WakeupException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.warnf("topic cannot be read, trying again topic=%s error=%s", topic.name(), e);
                    pause();
                }
            }
        }
    }

    private void readFromTheBeginning() {
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (running()) {
            for (var record : consumer.poll(POLL)) {
                apply(record);
            }
            if (!complete.isDone() && hasReached(partitions, ends)) {
                complete.complete(null);
            }
        }
    }

    private boolean hasReached(Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            var key = topic.keys().deserializer().deserialize(record.topic(), record.key());
            var value = topic.values().deserializer().deserialize(record.topic(), record.value());
            if (key != null) {
                listener.accept(key, value);
            }
        } catch (SchemasUnavailable e) {
            throw e;
        } catch (RuntimeException e) { // whatever is wrong with one record, the next is read
            LOG.errorf(
                    "record skipped topic=%s partition=%d offset=%d error=%s",
                    record.topic(), record.partition(), record.offset(), e);
        }
    }

    private boolean running() {
        return closed.getCount() > 0;
    }

    private void pause() {
        try {
            closed.await(PAUSE_AFTER_ERROR.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
