// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.codec.SchemasUnavailable;
import dev.pulser.contract.routing.Instruction;
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
 * Takes assignments and withdrawals from their topic and hands them on. Offsets are committed once an assignment is in hand: what
 * recovers a lost one is its lease.
 *
 * <p>Failure: a record that is no assignment is logged, counted and skipped. While the attempts are too many, polling
 * goes on but takes nothing; withdrawals are {@linkplain WithdrawalsAhead looked for ahead}.
 */
final class AssignmentConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AssignmentConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration POLL_WHEN_FULL = Duration.ofMillis(5);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Topic<TaskId, Instruction> topic;
    private final java.util.function.Consumer<Instruction> hand;
    private final BooleanSupplier full;
    private final WithdrawalsAhead ahead;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong skipped = new AtomicLong();
    private final Thread thread;
    private volatile boolean joined;

    /**
     * @param consumer a member of the group; becomes this object's, which closes it
     * @param hand     takes an instruction without blocking
     * @param full     whether to take no more for now
     * @param ahead    becomes this object's, which closes it
     */
    AssignmentConsumer(
            Consumer<byte[], byte[]> consumer,
            Topic<TaskId, Instruction> topic,
            java.util.function.Consumer<Instruction> hand,
            BooleanSupplier full,
            WithdrawalsAhead ahead) {
        this.consumer = consumer;
        this.topic = topic;
        this.hand = hand;
        this.full = full;
        this.ahead = ahead;
        this.thread = Thread.ofPlatform().name("assignments").daemon().unstarted(this::consume);
    }

    void start() {
        thread.start();
    }

    /** Whether the group has said which partitions are this instance's. */
    boolean joined() {
        return joined;
    }

    /** Records that were no assignments. */
    long skipped() {
        return skipped.get();
    }

    /** Takes no more, and leaves the group so that another instance does. */
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
                ahead) {
            consumer.subscribe(List.of(topic.name()), new Rebalance());
            while (closed.getCount() > 0) {
                try {
                    take();
                } catch (WakeupException e) {
                    LOG.debug("woken up to end");
                } catch (KafkaException e) {
                    LOG.warnf("assignments cannot be read, trying again topic=%s error=%s", topic.name(), e);
                    pause();
                }
            }
            commit();
        } finally {
            joined = false;
        }
    }

    private void take() {
        boolean isFull = full.getAsBoolean();
        if (isFull) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        var records = consumer.poll(isFull ? POLL_WHEN_FULL : POLL);
        if (isFull) {
            ahead.read(consumer);
        }
        if (records.isEmpty()) {
            return;
        }
        for (var partition : records.partitions()) {
            take(partition, records);
        }
        consumer.commitAsync((offsets, error) -> {
            if (error != null) {
                LOG.debugf("offsets not committed, the next commit has them error=%s", error);
            }
        });
    }

    private void take(TopicPartition partition, ConsumerRecords<byte[], byte[]> records) {
        for (var record : records.records(partition)) {
            try {
                hand.accept(instruction(record));
            } catch (SchemasUnavailable e) {
                LOG.warnf("schemas unavailable, reading again topic=%s error=%s", topic.name(), e.getMessage());
                consumer.seek(partition, record.offset());
                pause();
                return;
            } catch (RuntimeException e) { // whatever is wrong with one record, the next is read
                skipped.incrementAndGet();
                LOG.errorf(
                        "assignment skipped topic=%s partition=%d offset=%d error=%s",
                        record.topic(), record.partition(), record.offset(), e);
            }
        }
    }

    private Instruction instruction(ConsumerRecord<byte[], byte[]> record) {
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
            LOG.debugf("offsets not committed, some assignments may be read again error=%s", e);
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
