// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the tasks that end, on the topic where everyone can see it. Used by one thread. */
final class Completions implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final Set<TaskId> ours = new HashSet<>();
    private long completed;
    private long otherEndings;

    /** Sees what ends from now on. */
    static Completions fromNow(String kafka) {
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
        return new Completions(consumer);
    }

    private Completions(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        var name = topics.taskEvents().name();
        var partitions = consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // now, not at the first poll
    }

    /**
     * Waits until {@code count} benchmark tasks have ended.
     *
     * @throws IllegalStateException where nothing ends for {@code patience}, or something ends badly
     */
    void await(long count, Duration patience, LongConsumer progress) {
        long lastProgress = System.nanoTime();
        while (completed + otherEndings < count) {
            for (var record : consumer.poll(Duration.ofMillis(20))) {
                see(record.value());
                lastProgress = System.nanoTime();
            }
            progress.accept(completed);
            if (System.nanoTime() - lastProgress > patience.toNanos()) {
                throw new IllegalStateException("%d of %d tasks completed, then nothing for %d s"
                        .formatted(completed, count, patience.toSeconds()));
            }
        }
        if (otherEndings > 0) {
            throw new IllegalStateException(
                    "%d of %d tasks did not complete; the run is void".formatted(otherEndings, count));
        }
    }

    private void see(byte[] value) {
        try {
            var event = topics.taskEvents()
                    .values()
                    .deserializer()
                    .deserialize(topics.taskEvents().name(), value);
            var task = event.task();
            if (task != null && isOurs(task.type())) {
                ours.add(event.id());
            }
            if (event.state().isTerminal() && ours.remove(event.id())) {
                switch (event.state()) {
                    case COMPLETED -> completed++;
                    default -> otherEndings++;
                }
            }
        } catch (SerializationException e) {
            // Somebody else's record; a run counts only its own.
        }
    }

    private static boolean isOurs(TaskType type) {
        return type.equals(NoopTasks.TYPE);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
