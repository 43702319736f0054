// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.runtime;

import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.events.TaskEventFollower;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness check: ready once the topics are verified and the agent definitions are loaded. Stays ready when Kafka
 * becomes unavailable later, because requests are then answered with 503 and a reason.
 */
@Readiness
@Singleton
final class KafkaReadinessCheck implements HealthCheck {

    private final TopicCheck topics;
    private final AgentCatalog agents;
    private final TaskEventFollower events;

    @Inject
    KafkaReadinessCheck(TopicCheck topics, AgentCatalog agents, TaskEventFollower events) {
        this.topics = topics;
        this.agents = agents;
        this.events = events;
    }

    @Override
    public HealthCheckResponse call() {
        boolean loaded = agents.agents().isPresent();
        return HealthCheckResponse.named("kafka")
                .status(topics.passed() && loaded)
                .withData("topics", topics.passed() ? "verified" : "not verified")
                .withData("agents", loaded ? "loaded" : "not loaded")
                .withData("events", events.isFollowing() ? "following" : "unavailable")
                .build();
    }
}
