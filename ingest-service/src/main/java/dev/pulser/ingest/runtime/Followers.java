// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.runtime;

import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.events.AttemptProgressFollower;
import dev.pulser.ingest.events.TaskEventFollower;
import dev.pulser.ingest.servers.McpServerCatalog;
import dev.pulser.ingest.tools.ToolCatalog;
import dev.pulser.service.kafka.TopicFollower;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All topics that this service follows. */
@Singleton
final class Followers {

    private final List<TopicFollower> all;

    @Inject
    Followers(
            AgentCatalog agents,
            LaneStatuses lanes,
            TaskEventFollower events,
            AttemptProgressFollower progress,
            McpServerCatalog servers,
            ToolCatalog tools) {
        all = Stream.concat(
                        Stream.of(
                                agents.follower(),
                                lanes.follower(),
                                events.follower(),
                                progress.follower(),
                                servers.follower()),
                        tools.followers().stream())
                .toList();
    }

    void start() {
        all.forEach(TopicFollower::start);
    }

    void stop() {
        all.parallelStream().forEach(TopicFollower::close);
    }
}
