// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the broker once whether the topics are there and as they have to be. Blocks. */
public record TopicCheck(String bootstrap, TopicsConfig config, Set<String> topics) {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** One sentence for each thing that is wrong. */
    public List<String> problems() throws TopicsUnavailable, InterruptedException {
        var needed = TopicShape.all(config.partitions(), config.replication()).stream()
                .filter(shape -> topics.contains(shape.name()))
                .toList();
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Long.toString(LIMIT.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Long.toString(LIMIT.toMillis())))) {
            return new TopicAdmin(admin, LIMIT).check(needed);
        }
    }
}
