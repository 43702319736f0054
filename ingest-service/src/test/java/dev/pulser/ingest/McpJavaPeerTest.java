// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.McpTestClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.SimulatedRouting;
import dev.pulser.ingest.harness.StoresProfile;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official Java SDK as the client. It validates results against the output schemas of the tools. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class McpJavaPeerTest {

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    @Inject
    RecordingKafka kafka;

    private final List<ProgressNotification> progress = new CopyOnWriteArrayList<>();
    private SimulatedRouting routing;
    private McpSyncClient client;

    @BeforeEach
    void connect() {
        Agents.announce(catalog);
        routing = new SimulatedRouting(kafka);
        var transport = HttpClientStreamableHttpTransport.builder(address.toString())
                .endpoint(McpTestClient.MCP)
                .build();
        client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(60))
                .progressConsumer(progress::add)
                .build();
        client.initialize();
    }

    @AfterEach
    void disconnect() {
        client.close();
        routing.close();
    }

    private CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken("p")
                .build());
    }

    private static Map<?, ?> structured(CallToolResult result) {
        return (Map<?, ?>) result.structuredContent();
    }

    private String submitted(String outcome) {
        var result = call(
                "submit_task",
                Map.of("task_type", "documentation", "payload", Map.of("outcome", outcome), "requester", "sdk"));
        assertThat(result.isError()).as(result.toString()).isFalse();
        return String.valueOf(structured(result).get("task_id"));
    }

    @Test
    void readsTheServerInfo() {
        assertThat(client.getServerInfo().name()).isEqualTo("pulser");
        assertThat(client.getCurrentInitializationResult().protocolVersion()).isEqualTo("2025-11-25");
        assertThat(client.getServerCapabilities().tools()).isNotNull();
        assertThat(client.getServerInstructions()).contains("submit_task");
        assertThat(client.ping()).isNotNull();
    }

    @Test
    void readsTheTools() {
        assertThat(client.listTools().tools())
                .hasSize(9)
                .allSatisfy(tool -> assertThat(tool.outputSchema()).isNotEmpty())
                .extracting(Tool::name)
                .contains("submit_task", "wait_for_task");
    }

    @Test
    void completesATask() {
        client.listTools();
        var id = submitted("completed");

        var ended = call("wait_for_task", Map.of("task_id", id, "timeout_seconds", 30));
        var read = call("get_task", Map.of("task_id", id, "with_payload", true));

        assertThat(structured(ended).get("status")).isEqualTo("completed");
        assertThat(structured(ended).get("result")).isEqualTo(Map.of("answer", 42));
        assertThat(structured(read).get("payload")).isEqualTo(Map.of("outcome", "completed"));
    }

    @Test
    void reportsProgressWhileWaiting() {
        client.listTools();
        var id = submitted("none");

        var ended = call("wait_for_task", Map.of("task_id", id, "timeout_seconds", 1));

        assertThat(structured(ended).get("status")).isEqualTo("queued");
        assertThat(progress)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.progressToken()).isEqualTo("p"));
    }

    @Test
    void cancelsATask() {
        client.listTools();
        var id = submitted("none");

        assertThat(structured(call("cancel_task", Map.of("task_id", id, "reason", "test")))
                        .get("task_id"))
                .isEqualTo(id);
        assertThat(kafka.commands(id)).hasSize(1);
        assertThat(structured(call("get_task", Map.of("task_id", id))).get("cancel_requested"))
                .isEqualTo(true);
    }

    @Test
    void readsAProblemAsTheResultOfAFailedCall() {
        client.listTools();

        var result = call("submit_task", Map.of("task_type", "cooking", "payload", Map.of()));

        assertThat(result.isError()).isTrue();
        assertThat(((TextContent) result.content().getFirst()).text())
                .contains("Task type cooking is not assigned to any agent");
    }

    @Test
    void readsAProtocolError() {
        assertThatThrownBy(() -> call("nothing", Map.of()))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("tool \"nothing\" does not exist");
    }
}
