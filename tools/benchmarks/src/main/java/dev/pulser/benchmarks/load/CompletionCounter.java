// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;

/** Counter of completed tasks, from the topic of task events. Confined to one thread. */
final class CompletionCounter implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final Set<TaskId> open = new HashSet<>();
    private long completed;
    private long notCompleted;

    /** Creates a counter that starts at the current end of the topic. */
    static CompletionCounter fromNow(String kafka) {
        return new CompletionCounter(TaskEventConsumer.fromNow(kafka));
    }

    private CompletionCounter(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Waits until {@code count} benchmark tasks have ended.
     *
     * @throws IllegalStateException when no task ends for {@code limit}, or one does not complete
     */
    void await(long count, Duration limit, LongConsumer progress) {
        long lastProgress = System.nanoTime();
        while (completed + notCompleted < count) {
            for (var record : consumer.poll(Duration.ofMillis(20))) {
                count(record.value());
                lastProgress = System.nanoTime();
            }
            progress.accept(completed);
            if (System.nanoTime() - lastProgress > limit.toNanos()) {
                throw new IllegalStateException("%d of %d tasks completed, and none in the last %d s"
                        .formatted(completed, count, limit.toSeconds()));
            }
        }
        if (notCompleted > 0) {
            throw new IllegalStateException(
                    "invalid run: %d of %d tasks did not complete".formatted(notCompleted, count));
        }
    }

    private void count(byte[] value) {
        try {
            var event = topics.taskEvents()
                    .values()
                    .deserializer()
                    .deserialize(topics.taskEvents().name(), value);
            var task = event.task();
            if (task != null && isBenchmark(task.type())) {
                open.add(event.id());
            }
            if (event.state().isTerminal() && open.remove(event.id())) {
                switch (event.state()) {
                    case COMPLETED -> completed++;
                    default -> notCompleted++;
                }
            }
        } catch (SerializationException e) {
            // not an event of this run
        }
    }

    private static boolean isBenchmark(TaskType type) {
        return type.equals(NoopTasks.TYPE);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
