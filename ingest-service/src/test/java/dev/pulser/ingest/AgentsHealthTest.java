// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.NoDependenciesProfile;
import dev.pulser.ingest.harness.RawHttpClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Health of agents without PostgreSQL. */
@QuarkusTest
@TestProfile(NoDependenciesProfile.class)
class AgentsHealthTest {

    private static final Instant CHECKED = Instant.parse("2026-01-31T12:00:00Z");

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    @Inject
    LaneStatuses lanes;

    private RawHttpClient wire;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        Agents.announce(catalog);
    }

    private void is(String agent, HealthState state) {
        var topic = Topics.using(Codecs.builtIn()).agentStatus();
        var name = new AgentName(agent);
        var status = AgentStatus.of(name, CHECKED, new AgentLoad(1, 1, 2, 0, null))
                .withHealth(new AgentHealth(state, "no answer", CHECKED, CHECKED, Duration.ofMillis(3)))
                .withBlockReason("unhealthy");
        lanes.onRecord(new ConsumerRecord<>(
                topic.name(),
                0,
                0,
                topic.keys().serializer().serialize(topic.name(), name),
                topic.values().serializer().serialize(topic.name(), status)));
    }

    @Test
    void showsHealthWithoutFiguresWhilePostgresIsUnavailable() {
        is("dash", HealthState.UNHEALTHY);

        var answer = wire.get("/api/v1/agents/health");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Instant.parse(answer.json().path("timestamp").asText())).isAfter(CHECKED);
        var agents = answer.json().path("agents");
        assertThat(agents.findValuesAsText("name")).containsExactly("arkie", "dash", "echo", "maya", "pulser");
        var dash = agents.get(1);
        assertThat(dash.path("status").asText()).isEqualTo("unhealthy");
        assertThat(dash.path("last_heartbeat").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(dash.path("reason").asText()).isEqualTo("no answer");
        assertThat(dash.path("block_reason").asText()).isEqualTo("unhealthy");
        assertThat(dash.has("tasks_completed")).isFalse();
        assertThat(agents.get(2).path("status").asText()).isEqualTo("unknown");
        assertThat(wire.get("/api/v1/agents/dash")
                        .json()
                        .at("/health/check_milliseconds")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void acceptsOnlyFutureDeadlines() {
        assertThat(wire.get("/api/v1/agents/dash/health/history").slug()).isEqualTo("store-unavailable");
        assertThat(wire.get("/api/v1/agents/unknown/health/history").slug()).isEqualTo("agent-not-found");
        assertThat(wire.get("/api/v1/agents/dash/health/history?limit=0").slug())
                .isEqualTo("page-invalid");
    }

    @Test
    void changesNoAgentWhileKafkaIsUnavailable() {
        long start = System.nanoTime();

        var answer = wire.send("PATCH", "/api/v1/agents/dash", "{\"capacity\":7}");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slug()).isEqualTo("kafka-unavailable");
    }
}
