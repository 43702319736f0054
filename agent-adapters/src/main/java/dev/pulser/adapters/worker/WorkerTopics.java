// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailableException;
import dev.pulser.service.config.TopicsConfig;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;

/** Topics of assignments and outcomes per agent, created on first use. Safe from any thread. */
final class WorkerTopics {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TopicAdmin admin;
    private final TopicsConfig shape;
    private final WorkerOutcomeReader outcomes;
    private final Set<AgentName> created = ConcurrentHashMap.newKeySet();

    WorkerTopics(Admin admin, TopicsConfig shape, WorkerOutcomeReader outcomes) {
        this.admin = new TopicAdmin(admin, LIMIT);
        this.shape = shape;
        this.outcomes = outcomes;
    }

    /** Creates the topics that are missing. */
    void create(AgentName agent) throws TopicsUnavailableException, InterruptedException {
        if (!created.contains(agent)) {
            admin.create(TopicShape.ofWorker(agent, shape.partitions(), shape.replication()));
            created.add(agent);
        }
    }

    /** Creates the topics and returns once every later outcome will be read. */
    void ready(AgentName agent) throws TopicsUnavailableException, InterruptedException {
        create(agent);
        outcomes.follow(TopicNames.agentOutcomes(agent), LIMIT);
    }
}
