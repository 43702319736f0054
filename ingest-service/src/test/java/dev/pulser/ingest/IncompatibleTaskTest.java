// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.HttpReply;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.StoresProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks for agents with a payload schema, and for disabled agents. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class IncompatibleTaskTest {

    private static final String TASKS = "/api/v1/tasks";

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    @Inject
    RecordingKafka kafka;

    private RawHttpClient wire;
    private int before;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        Agents.announce(catalog);
        before = kafka.produced().size();
    }

    private static String task(String type, String payload) {
        return "{\"task_type\":\"%s\",\"payload\":%s}".formatted(type, payload);
    }

    private void assertRejected(HttpReply answer, int status, String slug, String field) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.slug()).isEqualTo(slug);
        assertThat(answer.json().path("errors").get(0).path("code").asText()).isEqualTo(slug);
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo(field);
        assertThat(kafka.produced()).hasSize(before);
    }

    @Test
    void acceptsAPayloadThatMatchesTheSchema() {
        var answer = wire.post(TASKS, task("testing", "{\"suite\":\"smoke\",\"runs\":9}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("assigned_agent").asText()).isEqualTo("echo");
    }

    @Test
    void reportsEveryViolationOfTheSchema() {
        var answer = wire.post(TASKS, task("testing", "{\"runs\":10}"));

        assertRejected(answer, 422, "payload-schema", "/payload/runs");
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactly("/payload/runs", "/payload/suite");
        assertThat(answer.json().path("errors").get(0).path("detail").asText())
                .isEqualTo("maximum: must have a maximum value of 9");
    }

    @Test
    void validatesThePayloadAgainstTheRequestedAgent() {
        var answer = wire.post(TASKS, "{\"task_type\":\"documentation\",\"payload\":{},\"agent\":\"echo\"}");

        assertRejected(answer, 422, "payload-schema", "/payload/suite");
    }

    @Test
    void validatesEachTaskOfABatch() {
        var answer = wire.post(
                TASKS + "/batch",
                "[" + task("testing", "{\"suite\":1}") + "," + task("infrastructure", "{}") + ","
                        + task("testing", "{\"suite\":\"smoke\"}") + "]");

        var results = answer.json().path("results");
        assertThat(results.findValuesAsText("status")).containsExactly("422", "409", "202");
        assertThat(results.get(0).path("errors").get(0).path("field").asText()).isEqualTo("/payload/suite");
        assertThat(idsOf(results))
                .allMatch(id -> kafka.produced(id).isPresent())
                .hasSize(1);
    }

    private static List<TaskId> idsOf(JsonNode results) {
        return results.findValuesAsText("task_id").stream().map(TaskId::new).toList();
    }

    @Test
    void rejectsATaskForADisabledAgent() {
        assertRejected(wire.post(TASKS, task("infrastructure", "{}")), 409, "agent-unavailable", "/task_type");
        assertRejected(
                wire.post(TASKS, "{\"task_type\":\"documentation\",\"payload\":{},\"agent\":\"pulser\"}"),
                409,
                "agent-unavailable",
                "/agent");
    }

    @Test
    void routesATaskOfADisabledAgentToItsFirstEnabledBackup() {
        var answer = wire.post(TASKS, task("orchestration", "{}"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("assigned_agent").asText()).isEqualTo("maya");
    }
}
