// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import dev.pulser.telemetry.batch.SinkBatch;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Offsets of the consumer group, in Kafka. Commits are asynchronous; after a lost commit a few records are written again. */
public final class ConsumerGroupOffsets implements SinkOffsets {

    private final Consumer<byte[], byte[]> consumer;

    public ConsumerGroupOffsets(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    @Override
    public Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) throws SinkUnavailableException {
        try {
            var offsets = new HashMap<TopicPartition, Long>();
            consumer.committed(partitions).forEach((partition, committed) -> {
                if (Objects.nonNull(committed)) {
                    offsets.put(partition, committed.offset());
                }
            });
            return offsets;
        } catch (RetriableException e) {
            throw new SinkUnavailableException("Kafka did not return the committed offsets: " + e.getMessage(), e);
        }
    }

    @Override
    public void commit(SinkBatch batch) {
        var offsets = batch.nextOffsets().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
        consumer.commitAsync(offsets, null);
    }
}
