// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.NoDependenciesProfile;
import dev.pulser.ingest.harness.RawHttpClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Responses while Kafka, PostgreSQL and Redis are unavailable. */
@QuarkusTest
@TestProfile(NoDependenciesProfile.class)
class WithoutDependenciesTest {

    private static final String TASK = "{\"task_type\":\"documentation\",\"payload\":{}}";
    private static final String TASKS = "/api/v1/tasks";

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    private RawHttpClient wire;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
    }

    @Test
    void isAlive() {
        var answer = wire.get("/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
    }

    @Test
    void isNotReadyBeforeTheTopicsAreVerified() {
        assertThat(wire.get("/q/health/ready").status()).isEqualTo(503);
    }

    @Test
    void rejectsTasksWithinThreeSecondsWithRetryAfter() {
        Agents.announce(catalog);
        long start = System.nanoTime();

        var answer = wire.post(TASKS, TASK);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slug()).isEqualTo("kafka-unavailable");
        assertThat(answer.header("retry-after")).isEqualTo("2");
    }

    @Test
    void rejectsAKeyThatCannotBeChecked() {
        Agents.announce(catalog);
        long start = System.nanoTime();

        var answer = wire.post(TASKS, TASK, "Idempotency-Key: one");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slug()).isEqualTo("store-unavailable");
        assertThat(answer.body()).contains("Redis and PostgreSQL are unavailable");
    }

    @Test
    void rejectsAWholeBatchWithinThreeSecondsWithOneProblem() {
        Agents.announce(catalog);
        long start = System.nanoTime();

        var answer = wire.post(TASKS + "/batch", "[" + TASK + "," + TASK + "," + TASK + "]");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(answer.slug()).isEqualTo("kafka-unavailable");
    }

    @Test
    void neverRespondsNotFoundWhileNoSourceIsAvailable() {
        var answer = wire.get(TASKS + "/tsk_00000000000000000000000000000000");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.slug()).isEqualTo("store-unavailable");
        assertThat(answer.header("retry-after")).isEqualTo("1");
    }

    @Test
    void cannotListTasks() {
        assertThat(wire.get(TASKS).slug()).isEqualTo("store-unavailable");
        assertThat(wire.get(TASKS + "/tsk_00000000000000000000000000000000/events")
                        .slug())
                .isEqualTo("store-unavailable");
    }

    @Test
    void stillServesTheSchemas() {
        assertThat(wire.get("/subjects").json()).anyMatch(name -> name.asText().equals("pulser.task.events-value"));
        assertThat(wire.get("/subjects/pulser.tasks.high-value/versions/latest")
                        .json()
                        .path("id")
                        .asInt())
                .isEqualTo(1);
        assertThat(wire.get("/subjects/pulser.tasks.high-value/versions").body())
                .isEqualTo("[1]");
        assertThat(wire.get("/schemas/ids/1").json().path("schema").asText()).contains("\"name\":\"Task\"");
        assertThat(wire.get("/schemas/ids/99").slug()).isEqualTo("not-found");
        assertThat(wire.get("/subjects/nothing/versions/1").slug()).isEqualTo("not-found");
        assertThat(wire.get("/subjects/pulser.tasks.high-value/versions/7").slug())
                .isEqualTo("not-found");
    }

    @Test
    void showsPublishedAgents() {
        Agents.announce(catalog);

        var agents = wire.get("/api/v1/agents").json().path("agents");

        assertThat(agents.findValuesAsText("name")).containsExactly("arkie", "dash", "echo", "maya", "pulser");
        var maya = agents.get(3);
        assertThat(maya.path("task_types").get(0).asText()).isEqualTo("documentation");
        assertThat(maya.path("enabled").asBoolean()).isTrue();
        assertThat(maya.has("endpoint")).isFalse();
        assertThat(maya.has("input_schema")).isFalse();
        assertThat(agents.get(0).path("enabled").asBoolean(true)).isFalse();
        assertThat(agents.get(2).path("input_schema")).hasToString(Agents.SCHEMA);
    }
}
