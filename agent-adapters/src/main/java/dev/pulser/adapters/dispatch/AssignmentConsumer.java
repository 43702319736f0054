// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.codec.registry.SchemaRegistryUnavailableException;
import dev.pulser.contract.routing.AdapterInstruction;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Consumer of assignments and revocations. Commits offsets as soon as an instruction is passed to the handler; a lost
 * assignment is recovered by its lease.
 *
 * <p>Failure: an invalid record is logged, counted and skipped. At the limit of attempts of the instance, all
 * partitions are paused and only revocations are {@linkplain RevocationScanner read ahead}.
 */
final class AssignmentConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AssignmentConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration POLL_WHEN_FULL = Duration.ofMillis(5);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Topic<TaskId, AdapterInstruction> topic;
    private final java.util.function.Consumer<AdapterInstruction> handler;
    private final BooleanSupplier full;
    private final RevocationScanner revocations;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong skipped = new AtomicLong();
    private final Thread thread;
    private volatile boolean joined;

    /**
     * @param consumer member of the group; closed with this object
     * @param handler handler of an instruction; must not block
     * @param full true while no further assignment may be handled
     * @param revocations closed with this object
     */
    AssignmentConsumer(
            Consumer<byte[], byte[]> consumer,
            Topic<TaskId, AdapterInstruction> topic,
            java.util.function.Consumer<AdapterInstruction> handler,
            BooleanSupplier full,
            RevocationScanner revocations) {
        this.consumer = consumer;
        this.topic = topic;
        this.handler = handler;
        this.full = full;
        this.revocations = revocations;
        this.thread = Thread.ofPlatform().name("assignments").daemon().unstarted(this::consume);
    }

    void start() {
        thread.start();
    }

    /** Returns true while the group has assigned partitions to this instance. */
    boolean joined() {
        return joined;
    }

    /** Returns the number of invalid records. */
    long skipped() {
        return skipped.get();
    }

    /** Stops consuming and leaves the group, so that another instance takes over. */
    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
        try {
            thread.join(COMMIT_LIMIT.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume() {
        try (consumer;
                revocations) {
            consumer.subscribe(List.of(topic.name()), new Rebalance());
            while (closed.getCount() > 0) {
                try {
                    handle();
                } catch (WakeupException e) {
                    LOG.debug("Assignment consumer closing");
                } catch (KafkaException e) {
                    LOG.warnf("Failed to read assignments, retrying topic=%s error=%s", topic.name(), e);
                    pause();
                }
            }
            commit();
        } finally {
            joined = false;
        }
    }

    private void handle() {
        boolean isFull = full.getAsBoolean();
        if (isFull) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        var records = consumer.poll(isFull ? POLL_WHEN_FULL : POLL);
        if (isFull) {
            revocations.read(consumer);
        }
        if (records.isEmpty()) {
            return;
        }
        for (var partition : records.partitions()) {
            handle(partition, records);
        }
        consumer.commitAsync((offsets, error) -> {
            if (error != null) {
                LOG.debugf("Failed to commit offsets, retrying with the next batch error=%s", error);
            }
        });
    }

    private void handle(TopicPartition partition, ConsumerRecords<byte[], byte[]> records) {
        for (var record : records.records(partition)) {
            try {
                handler.accept(instruction(record));
            } catch (SchemaRegistryUnavailableException e) {
                LOG.warnf("Schema registry unavailable, retrying topic=%s error=%s", topic.name(), e.getMessage());
                consumer.seek(partition, record.offset());
                pause();
                return;
            } catch (RuntimeException e) { // one invalid record must not stop the consumer
                skipped.incrementAndGet();
                LOG.errorf(
                        "Assignment skipped topic=%s partition=%d offset=%d error=%s",
                        record.topic(), record.partition(), record.offset(), e);
            }
        }
    }

    private AdapterInstruction instruction(ConsumerRecord<byte[], byte[]> record) {
        var instruction = topic.values().deserializer().deserialize(record.topic(), record.value());
        if (instruction == null) {
            throw new SerializationException("the record is empty");
        }
        return instruction;
    }

    private void commit() {
        try {
            consumer.commitSync(COMMIT_LIMIT);
        } catch (KafkaException e) {
            LOG.debugf("Failed to commit offsets, assignments may be redelivered error=%s", e);
        }
    }

    private void pause() {
        try {
            closed.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                commit();
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            joined = false;
        }
    }
}
