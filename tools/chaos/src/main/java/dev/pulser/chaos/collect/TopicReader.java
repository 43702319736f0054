// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reader of topics from their beginning to their current end. Confined to one thread. */
final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicReader committed(String kafka) {
        return new TopicReader(consumer(kafka, "read_committed"));
    }

    static TopicReader uncommitted(String kafka) {
        return new TopicReader(consumer(kafka, "read_uncommitted"));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String kafka, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** Returns the end of each partition for this reader: the last stable offset, or the high watermark. */
    Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /**
     * Reads all records of a topic.
     *
     * @throws IllegalStateException when the end is not reached within three minutes
     */
    List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return toEnd(partitions);
    }

    /** Returns the number of records from an offset on. */
    int countFrom(TopicPartition partition, long offset) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, offset);
        return toEnd(List.of(partition)).size();
    }

    private List<ConsumerRecord<byte[], byte[]>> toEnd(List<TopicPartition> partitions) {
        var ends = ends(partitions);
        var left = new HashSet<>(partitions);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            if (left.isEmpty()) {
                return records;
            }
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("end of partitions not reached: " + left);
            }
            consumer.poll(POLL).forEach(records::add);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
