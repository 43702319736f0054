// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import dev.pulser.adapters.kafka.TopicsConfig;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;

/** The two topics of each agent, made when the agent is first seen. Safe from any thread. */
final class WorkerTopics {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TopicAdmin admin;
    private final TopicsConfig shape;
    private final Outcomes outcomes;
    private final Set<AgentName> made = ConcurrentHashMap.newKeySet();

    WorkerTopics(Admin admin, TopicsConfig shape, Outcomes outcomes) {
        this.admin = new TopicAdmin(admin, LIMIT);
        this.shape = shape;
        this.outcomes = outcomes;
    }

    /** Makes what is missing, so that workers can be started. */
    void make(AgentName agent) throws TopicsUnavailable, InterruptedException {
        if (!made.contains(agent)) {
            admin.create(TopicShape.ofWorker(agent, shape.partitions(), shape.replication()));
            made.add(agent);
        }
    }

    /** Returns once both are there and every outcome from now on is read. */
    void ready(AgentName agent) throws TopicsUnavailable, InterruptedException {
        make(agent);
        outcomes.follow(TopicNames.agentOutcomes(agent), LIMIT);
    }
}
