// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.ingest.harness.NoDependenciesProfile;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.problem.AllowedMethods;
import dev.pulser.ingest.problem.ProblemType;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(NoDependenciesProfile.class)
class OpenApiTest {

    @TestHTTPResource("/")
    URI address;

    private RawHttpClient wire;
    private JsonNode document;

    @BeforeEach
    void read() {
        wire = new RawHttpClient(address);
        document = wire.get("/openapi?format=json").json();
    }

    @Test
    void describesEveryPath() {
        assertThat(names(document.path("paths")))
                .containsExactlyInAnyOrder(
                        "/api/v1/tasks",
                        "/api/v1/tasks/batch",
                        "/api/v1/tasks/{id}",
                        "/api/v1/tasks/{id}/status",
                        "/api/v1/tasks/{id}/events",
                        "/api/v1/tasks/{id}/cancel",
                        "/api/v1/tasks/cancel",
                        "/api/v1/dead-letters",
                        "/api/v1/dead-letters/{task_id}",
                        "/api/v1/dead-letters/{task_id}/replay",
                        "/api/v1/dead-letters/replay",
                        "/api/v1/dead-letters/drop",
                        "/api/v1/agents",
                        "/api/v1/agents/{name}",
                        "/api/v1/agents/health",
                        "/api/v1/agents/{name}/health/history",
                        "/api/v1/servers",
                        "/api/v1/tools",
                        "/api/v1/tools/approve",
                        "/api/v1/tools/{server}/{tool}",
                        "/api/v1/tools/{server}/{tool}/approve",
                        "/api/v1/agents/{name}/pause",
                        "/api/v1/agents/{name}/resume",
                        "/api/v1/company/pause",
                        "/api/v1/company/resume",
                        "/health",
                        "/schemas/ids/{id}",
                        "/subjects",
                        "/subjects/{subject}/versions",
                        "/subjects/{subject}/versions/{version}");
    }

    @Test
    void matchesTheAllowedMethods() {
        document.path("paths").properties().forEach(path -> {
            var allowed =
                    AllowedMethods.at(path.getKey().replaceAll("\\{\\w+}", "x")).orElseThrow();
            var described = names(path.getValue()).stream()
                    .filter(name -> !name.equals("parameters"))
                    .map(name -> name.toUpperCase(Locale.ROOT))
                    .toList();
            assertThat(List.of(allowed.split(", ")))
                    .as(path.getKey())
                    .filteredOn(method -> !method.equals("HEAD") && !method.equals("OPTIONS"))
                    .containsExactlyInAnyOrderElementsOf(described);
        });
    }

    @Test
    void describesTheDefaultResponseAsAProblem() {
        assertThat(document.at("/paths").findValues("responses"))
                .isNotEmpty()
                .allSatisfy(responses -> assertThat(responses
                                .path("default")
                                .path("content")
                                .path("application/problem+json")
                                .path("schema")
                                .path("$ref")
                                .asText())
                        .isEqualTo("#/components/schemas/Problem"));
        assertThat(document.at("/components/schemas/Problem/properties/type/enum"))
                .hasSize(ProblemType.values().length);
    }

    @Test
    void describesATaskInSnakeCase() {
        var schema = document.at("/components/schemas/TaskRequest");

        assertThat(names(schema.path("properties")))
                .containsExactlyInAnyOrder(
                        "task_type",
                        "priority",
                        "payload",
                        "requester",
                        "agent",
                        "labels",
                        "idempotency_key",
                        "deadline",
                        "timeout_seconds");
        assertThat(schema.path("required")).extracting(JsonNode::asText).contains("task_type", "payload");
        assertThat(names(document.at("/components/schemas/TaskReceipt/properties")))
                .contains("estimated_completion");
    }

    @Test
    void describesTheParametersOfLists() {
        assertThat(parameters("/api/v1/tasks"))
                .containsExactlyInAnyOrder(
                        "status", "agent", "priority", "type", "label", "from", "to", "text", "limit", "cursor");
        assertThat(parameters("/api/v1/dead-letters"))
                .containsExactlyInAnyOrder("agent", "type", "code", "state", "from", "to", "limit", "cursor");
        assertThat(parameters("/api/v1/tools"))
                .containsExactlyInAnyOrder("q", "server", "tool", "state", "agent", "limit", "cursor");
    }

    private List<String> parameters(String path) {
        return document.path("paths").path(path).path("get").path("parameters").findValuesAsText("name");
    }

    @Test
    void describesTasksAndBulkCommandsWithoutNesting() {
        assertThat(names(document.at("/components/schemas/Task/properties")))
                .contains(
                        "task_id", "status", "assigned_agent", "task_type", "labels", "created_at", "result", "error");
        assertThat(names(document.at("/components/schemas/BulkCancelRequest/properties")))
                .containsExactlyInAnyOrder(
                        "ids",
                        "agent",
                        "status",
                        "task_type",
                        "older_than",
                        "all",
                        "dry_run",
                        "limit",
                        "cursor",
                        "by",
                        "reason");
    }

    @Test
    void canBeReadAtDocs() {
        assertThat(wire.get("/docs").status()).isEqualTo(302);
        assertThat(wire.get("/docs/").status()).isEqualTo(200);
        assertThat(wire.get("/docs/").body()).contains("/openapi");
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
