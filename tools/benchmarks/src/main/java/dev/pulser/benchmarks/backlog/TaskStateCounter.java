// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.load.TaskEventConsumer;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.TaskType;
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
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;

/** Counter of the states of the tasks of a run, which reads their events on a separate thread. Thread-safe. */
final class TaskStateCounter implements AutoCloseable {

    private static final Set<TaskType> BENCHMARK_TYPES =
            Set.of(BacklogTasks.KEPT, BacklogTasks.DROPPED, BacklogTasks.PROBE);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final Map<TaskId, TaskType> open = new ConcurrentHashMap<>();
    private final Map<TypeAndState, Long> counts = new ConcurrentHashMap<>();
    private final AtomicLong seen = new AtomicLong();
    private final Thread reader = new Thread(this::read, "task-state-counter");
    private volatile boolean closed;

    /** Creates a counter that starts at the current end of the topic. */
    static TaskStateCounter fromNow(String kafka) {
        return new TaskStateCounter(TaskEventConsumer.fromNow(kafka));
    }

    private TaskStateCounter(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> decode(record.value()));
            }
        }
    }

    private void decode(byte[] value) {
        try {
            var topic = topics.taskEvents();
            count(topic.values().deserializer().deserialize(topic.name(), value));
        } catch (SerializationException e) {
            // not an event of this run
        }
    }

    private void count(TaskEvent event) {
        var task = event.task();
        if (task != null && BENCHMARK_TYPES.contains(task.type())) {
            open.put(event.id(), task.type());
            counts.merge(new TypeAndState(task.type(), TaskState.ACCEPTED), 1L, Long::sum);
        }
        var type = event.state().isTerminal() ? open.remove(event.id()) : open.get(event.id());
        if (type != null) {
            counts.merge(new TypeAndState(type, event.state()), 1L, Long::sum);
            seen.incrementAndGet();
        }
    }

    /** Returns true when the task is in its lane and has not ended. */
    boolean isOpen(TaskId task) {
        return open.containsKey(task);
    }

    /** Returns the number of tasks of these types that entered their lane. */
    long entered(TaskType... types) {
        return times(TaskState.ACCEPTED, types);
    }

    /** Returns the number of events with this state for tasks of these types. */
    long times(TaskState state, TaskType... types) {
        long sum = 0;
        for (var type : types) {
            sum += counts.getOrDefault(new TypeAndState(type, state), 0L);
        }
        return sum;
    }

    /** Returns the number of tasks of these types that completed or were canceled. */
    long ended(TaskType... types) {
        return times(TaskState.COMPLETED, types) + times(TaskState.CANCELLED, types);
    }

    /**
     * Waits until {@code condition} is met.
     *
     * @throws IllegalStateException when no event arrives for {@code limit}
     */
    void await(String goal, Duration limit, BooleanSupplier condition) {
        long before = seen.get();
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            if (seen.get() != before) {
                before = seen.get();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > limit.toNanos()) {
                throw new IllegalStateException(
                        "no event for %2$d s while waiting for %1$s: %3$s".formatted(goal, limit.toSeconds(), counts));
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

    private record TypeAndState(TaskType type, TaskState state) {}
}
