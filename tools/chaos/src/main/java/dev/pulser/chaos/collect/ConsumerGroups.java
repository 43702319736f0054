// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.TopicOffsets;
import dev.pulser.chaos.history.RunClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.TopicPartition;

/** Committed offsets of consumer groups. */
public final class ConsumerGroups implements AutoCloseable {

    private static final int LIMIT_SECONDS = 5;

    private final Admin admin;
    private final RunClock clock;

    public ConsumerGroups(String kafka, RunClock clock) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000));
        this.clock = clock;
    }

    /** Returns the committed offsets of all groups; empty while the broker is unavailable. */
    public List<TopicOffsets.CommittedOffset> now() throws InterruptedException {
        var all = new ArrayList<TopicOffsets.CommittedOffset>();
        try {
            var groups = admin.listGroups().all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            for (var group : groups.stream().map(GroupListing::groupId).sorted().toList()) {
                var committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
                var at = clock.now();
                committed.forEach((partition, offset) -> {
                    if (offset != null && partition.topic().startsWith("pulser.")) {
                        all.add(new TopicOffsets.CommittedOffset(
                                at, group, partition.topic(), partition.partition(), offset.offset()));
                    }
                });
            }
            return all;
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    /** Returns the number of records that each group has not read, without transaction markers. */
    static List<TopicOffsets.GroupLag> lags(List<TopicOffsets.CommittedOffset> committed, TopicReader reader) {
        return committed.stream()
                .map(each -> new TopicOffsets.GroupLag(
                        each.group(),
                        each.topic(),
                        each.partition(),
                        reader.countFrom(new TopicPartition(each.topic(), each.partition()), each.offset())))
                .toList();
    }

    /** Returns the names of all topics of Pulser. */
    List<String> topics() throws InterruptedException {
        try {
            return admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(name -> name.startsWith("pulser."))
                    .sorted()
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topics cannot be listed", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
