// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.kafka;

import static java.util.stream.Collectors.toMap;

import dev.pulser.toolbox.kafka.KafkaLag.Lag;
import dev.pulser.toolbox.kafka.KafkaLag.PartitionLag;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** Reader of committed offsets. Creates its client for the first request and keeps it. Thread-safe. */
final class GroupOffsets {

    private static final int LIMIT_MILLIS = 15_000;
    private static final Comparator<PartitionLag> BY_PLACE =
            Comparator.comparing(PartitionLag::topic).thenComparingInt(PartitionLag::partition);

    private final String bootstrap;
    private @Nullable Admin admin;

    GroupOffsets(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    ToolResult lag(String group) throws InterruptedException {
        try {
            var committed = committed(group);
            var ends = ends(committed.keySet());
            var partitions = committed.entrySet().stream()
                    .map(entry -> partition(entry.getKey(), entry.getValue(), ends))
                    .sorted(BY_PLACE)
                    .toList();
            var total = partitions.stream().mapToLong(PartitionLag::lag).sum();
            return new ToolResult.Success(new Lag(group, !partitions.isEmpty(), total, partitions));
        } catch (ExecutionException e) {
            return refusal(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            return refusal(e.getCause() == null ? e : e.getCause());
        }
    }

    private static PartitionLag partition(
            TopicPartition place, OffsetAndMetadata committed, Map<TopicPartition, Long> ends) {
        var end = ends.getOrDefault(place, committed.offset());
        return new PartitionLag(
                place.topic(), place.partition(), committed.offset(), end, Math.max(0, end - committed.offset()));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws ExecutionException, InterruptedException {
        try {
            return admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null) // a partition without a committed offset
                    .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private Map<TopicPartition, Long> ends(Iterable<TopicPartition> places)
            throws ExecutionException, InterruptedException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        places.forEach(place -> latest.put(place, OffsetSpec.latest()));
        return admin().listOffsets(latest).all().get().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private ToolResult refusal(Throwable cause) {
        return new ToolResult.Failure(
                "The Kafka cluster of TOOLBOX_KAFKA (%s) did not respond: %s".formatted(bootstrap, cause.getMessage()));
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    List.of(bootstrap.split(",")),
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "pulser-toolbox",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    LIMIT_MILLIS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    LIMIT_MILLIS - 1_000,
                    AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG,
                    false,
                    AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG,
                    ""));
        }
        return admin;
    }
}
