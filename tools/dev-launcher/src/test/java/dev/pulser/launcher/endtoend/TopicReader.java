// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import dev.pulser.contract.event.TaskEvent;
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

/** Reader of committed records of whole topics. */
final class TopicReader {

    private TopicReader() {}

    /** Returns all events of all tasks. */
    static List<TaskEvent> taskEvents(PulserStack pulser) {
        var topic = pulser.topics().taskEvents();
        var deserializer = topic.values().deserializer();
        return read(
                pulser.kafka(),
                topic.name(),
                record -> deserializer.deserialize(topic.name(), record.value()),
                e -> true);
    }

    /** Returns the mapped records up to the current end of a topic that pass {@code filter}. */
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
