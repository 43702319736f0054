// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.Offsets;
import dev.pulser.chaos.history.Timepiece;
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

/** What consumer groups have committed. */
public final class Groups implements AutoCloseable {

    private static final int LIMIT_SECONDS = 5;

    private final Admin admin;
    private final Timepiece timepiece;

    public Groups(String kafka, Timepiece timepiece) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 4_000));
        this.timepiece = timepiece;
    }

    /** Of all groups now; nothing while the broker does not say. */
    public List<Offsets.Committed> now() throws InterruptedException {
        var all = new ArrayList<Offsets.Committed>();
        try {
            var groups = admin.listGroups().all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            for (var group : groups.stream().map(GroupListing::groupId).sorted().toList()) {
                var committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
                var at = timepiece.now();
                committed.forEach((partition, offset) -> {
                    if (offset != null && partition.topic().startsWith("pulser.")) {
                        all.add(new Offsets.Committed(
                                at, group, partition.topic(), partition.partition(), offset.offset()));
                    }
                });
            }
            return all;
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    /** Records that each group has not read. Commit markers are none. */
    static List<Offsets.Lag> lags(List<Offsets.Committed> committed, Reader reader) {
        return committed.stream()
                .map(each -> new Offsets.Lag(
                        each.group(),
                        each.topic(),
                        each.partition(),
                        reader.countFrom(new TopicPartition(each.topic(), each.partition()), each.offset())))
                .toList();
    }

    /** Every topic of Pulser. */
    List<String> topics() throws InterruptedException {
        try {
            return admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(name -> name.startsWith("pulser."))
                    .sorted()
                    .toList();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not name its topics", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
