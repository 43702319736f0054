// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the events of the run's tasks on a thread of its own, and counts. Safe from any thread. */
final class Census implements AutoCloseable {

    private static final Set<TaskType> OURS = Set.of(BacklogTasks.KEPT, BacklogTasks.DROPPED, BacklogTasks.PROBE);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final Map<TaskId, TaskType> open = new ConcurrentHashMap<>();
    private final Map<Step, Long> counts = new ConcurrentHashMap<>();
    private final AtomicLong seen = new AtomicLong();
    private final Thread reader = new Thread(this::read, "census");
    private volatile boolean closed;

    /** Sees what happens from now on. */
    static Census fromNow(String kafka) {
        var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        return new Census(consumer);
    }

    private Census(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        var name = topics.taskEvents().name();
        var partitions = consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // now, not at the first poll
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> see(record.value()));
            }
        }
    }

    private void see(byte[] value) {
        try {
            var form = topics.taskEvents();
            count(form.values().deserializer().deserialize(form.name(), value));
        } catch (SerializationException e) {
            // Somebody else's record; a run counts only its own.
        }
    }

    private void count(TaskEvent event) {
        var task = event.task();
        if (task != null && OURS.contains(task.type())) {
            open.put(event.id(), task.type());
            counts.merge(new Step(task.type(), TaskState.ACCEPTED), 1L, Long::sum);
        }
        var type = event.state().isTerminal() ? open.remove(event.id()) : open.get(event.id());
        if (type != null) {
            counts.merge(new Step(type, event.state()), 1L, Long::sum);
            seen.incrementAndGet();
        }
    }

    /** Whether this task has come to its lane and is not over. */
    boolean isOpen(TaskId task) {
        return open.containsKey(task);
    }

    /** How many tasks of these types have come to their lane. */
    long entered(TaskType... types) {
        return times(TaskState.ACCEPTED, types);
    }

    /** How often tasks of these types have come into this state. */
    long times(TaskState state, TaskType... types) {
        long sum = 0;
        for (var type : types) {
            sum += counts.getOrDefault(new Step(type, state), 0L);
        }
        return sum;
    }

    /** How many tasks of these types were done or cancelled. */
    long over(TaskType... types) {
        return times(TaskState.COMPLETED, types) + times(TaskState.CANCELLED, types);
    }

    /**
     * Returns when {@code condition} holds.
     *
     * @throws IllegalStateException where nothing happens for {@code patience}
     */
    void await(String what, Duration patience, BooleanSupplier condition) {
        long before = seen.get();
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            if (seen.get() != before) {
                before = seen.get();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience.toNanos()) {
                throw new IllegalStateException("waiting for %s, and nothing has happened for %d s: %s"
                        .formatted(what, patience.toSeconds(), counts));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Step(TaskType type, TaskState state) {}
}
