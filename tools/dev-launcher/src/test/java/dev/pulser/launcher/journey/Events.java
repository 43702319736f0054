// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import dev.pulser.contract.task.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning, committed records only. */
final class Events {

    private Events() {}

    /** All events of all tasks up to now. */
    static List<TaskEvent> all(Pulser pulser) {
        var topic = pulser.topics().taskEvents();
        var deserializer = topic.values().deserializer();
        return read(
                pulser.kafka(),
                topic.name(),
                record -> deserializer.deserialize(topic.name(), record.value()),
                e -> true);
    }

    /** What {@code mapping} makes of each record up to the present end of the topic, where {@code filter} likes it. */
    static <T> List<T> read(
            String kafka, String topic, Function<ConsumerRecord<byte[], byte[]>, T> mapping, Predicate<T> filter) {
        var found = new ArrayList<T>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    var value = mapping.apply(record);
                    if (filter.test(value)) {
                        found.add(value);
                    }
                }
            }
        }
        return found;
    }
}
