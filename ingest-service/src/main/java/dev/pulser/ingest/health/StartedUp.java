// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.health;

import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.kafka.StartupCheck;
import dev.pulser.ingest.live.EventFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the topics have been checked and the agents are known. It stays ready when Kafka goes away later, because a
 * 503 that says so is worth more than a service without addresses; {@code events} tells.
 */
@Readiness
@Singleton
final class StartedUp implements HealthCheck {

    private final StartupCheck topics;
    private final AgentCatalogue agents;
    private final EventFeed feed;

    @Inject
    StartedUp(StartupCheck topics, AgentCatalogue agents, EventFeed feed) {
        this.topics = topics;
        this.agents = agents;
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        boolean known = agents.agents().isPresent();
        return HealthCheckResponse.named("kafka")
                .status(topics.passed() && known)
                .withData("topics", topics.passed() ? "checked" : "not checked yet")
                .withData("agents", known ? "known" : "not known yet")
                .withData("events", feed.isFollowing() ? "followed" : "away")
                .build();
    }
}
