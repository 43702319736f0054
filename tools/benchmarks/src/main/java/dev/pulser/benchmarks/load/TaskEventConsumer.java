// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import dev.pulser.contract.topic.TopicNames;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumer of committed task events, of all partitions, from the current end of the topic. */
public final class TaskEventConsumer {

    private TaskEventConsumer() {}

    /** Returns a consumer whose position is resolved; the caller closes it. */
    public static KafkaConsumer<byte[], byte[]> fromNow(String kafka) {
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
        var partitions = consumer.partitionsFor(TopicNames.TASK_EVENTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // resolves the end now, not at the first poll
        return consumer;
    }
}
