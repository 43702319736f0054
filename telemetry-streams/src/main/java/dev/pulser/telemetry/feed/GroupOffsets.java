// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Offsets of the consumer group, in Kafka. Commits do not wait; one that gets lost means a few records twice. */
public final class GroupOffsets implements Offsets {

    private final Consumer<byte[], byte[]> consumer;

    public GroupOffsets(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    @Override
    public Map<TopicPartition, Long> next(Set<TopicPartition> partitions) throws DestinationAway {
        try {
            var next = new HashMap<TopicPartition, Long>();
            consumer.committed(partitions).forEach((partition, committed) -> {
                if (Objects.nonNull(committed)) {
                    next.put(partition, committed.offset());
                }
            });
            return next;
        } catch (RetriableException e) {
            throw new DestinationAway("Kafka does not say how far the group is: " + e.getMessage(), e);
        }
    }

    @Override
    public void written(Batch batch) {
        var offsets = batch.next().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
        consumer.commitAsync(offsets, null);
    }
}
