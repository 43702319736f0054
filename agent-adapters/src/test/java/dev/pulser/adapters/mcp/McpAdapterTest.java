// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.toolcall.TestToolCallers;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.sample.Samples;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class McpAdapterTest {

    private final McpServers servers;
    private final McpAdapter adapter;
    private final RecordingListener listener = new RecordingListener();

    McpAdapterTest(@TempDir Path folder) {
        var declarations = new LinkedHashMap<String, String>();
        for (var mode : List.of(
                "handshake", "crash", "input-required", "no-content", "result-and-error", "big", "output-schema")) {
            declarations.put(mode, TestServers.declaration(mode));
        }
        declarations.put("pages2", TestServers.declaration("endless-pages"));
        declarations.put("unset", "{\"command\":\"${env:UNSET_VARIABLE}\"}");
        declarations.put("shell", "{\"command\":\"sh\",\"args\":[\"-c\",\"id\"]}");
        declarations.put("gone", "{\"command\":\"/no/such/program\"}");
        var config = TestServers.config(folder).withWaitForServer(Duration.ofSeconds(15));
        servers = TestServers.of(folder, declarations, config);
        servers.start();
        adapter = new McpAdapter(TestToolCallers.caller(servers), () -> 100_000);
    }

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void runsSeveralCallsInOrder() throws InterruptedException {
        var outcome = run("{\"calls\":[{\"tool\":\"say\"},{\"tool\":\"add\",\"arguments\":{\"a\":1}}]}", "handshake");

        var output = "\"output\":{\"hello\":\"world\"},\"content\":[{\"type\":\"text\",\"text\":\"said\"}]}";
        assertThat(outcome)
                .isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":[{\"tool\":\"say\"," + output
                        + ",{\"tool\":\"add\"," + output + "]}"));
        assertThat(listener.calls()).extracting(ToolCall::tool).containsExactly("say", "add");
        assertThat(listener.calls()).allMatch(ToolCall::succeeded);
    }

    @Test
    void givesEachCallItsOwnIdempotencyKey() throws InterruptedException {
        var assignment = Assignments.withPayload(
                "{\"calls\":[{\"tool\":\"say\"},{\"tool\":\"say\",\"arguments\":{\"want\":\"report\"}}]}");

        var outcome = adapter.run(assignment, agent("handshake"), listener);

        assertThat(outcome.toString()).contains(assignment.idempotencyKey(0) + ";" + assignment.idempotencyKey(1));
    }

    @Test
    void stopsAtTheFirstFailure() throws InterruptedException {
        var failure = failure(run(
                "{\"calls\":[{\"tool\":\"say\",\"arguments\":{\"do\":\"refusal\"}},{\"tool\":\"add\"}]}", "handshake"));

        assertThat(failure).isEqualTo(new Failure.Permanent("tool-error", "Tool say failed: no such file"));
        assertThat(listener.calls()).singleElement().matches(call -> !call.succeeded());
    }

    @Test
    void logsSizesButNotContent() throws InterruptedException {
        run("{\"tool\":\"say\",\"arguments\":{\"a\":\"ü\"}}", "handshake");

        var call = listener.calls().getFirst();
        assertThat(call.server()).isEqualTo("handshake");
        assertThat(call.startedAt()).isEqualTo(Assignments.NOW);
        assertThat(call.requestBytes()).isEqualTo(10);
        assertThat(call.responseBytes()).isGreaterThan(50);
        assertThat(call.duration()).isPositive();
    }

    @Test
    void listsTheToolsIfTheTaskNamesNone() throws InterruptedException {
        run("{\"tool\":\"say\"}", "handshake");

        var failure = failure(run("{\"file\":\"GUIDE.md\"}", "handshake"));

        assertThat(failure)
                .isEqualTo(new Failure.Permanent(
                        "tool-missing", "payload.tool or payload.calls is required. Tools of agent alpha: add, say."));
    }

    @Test
    void suggestsASimilarName() throws InterruptedException {
        assertThat(failure(run("{\"tool\":\"sya\"}", "handshake")))
                .isEqualTo(new Failure.Permanent("tool-unknown", "Agent alpha has no tool \"sya\". Did you mean say?"));
        assertThat(failure(run("{\"tool\":\"something_else\"}", "handshake")).reason())
                .endsWith("Available tools: add, say.");
    }

    @Test
    void usesTheFirstServerThatHasTheTool() throws InterruptedException {
        run("{\"tool\":\"page7\"}", "handshake", "pages2");
        run("{\"tool\":\"say\"}", "pages2", "handshake");

        assertThat(listener.calls()).extracting(ToolCall::server).containsExactly("pages2", "handshake");
    }

    @Test
    void usesTheNamedServerIfItIsAllowed() throws InterruptedException {
        run("{\"tool\":\"say\",\"server\":\"crash\"}", "handshake", "crash");

        assertThat(listener.calls()).extracting(ToolCall::server).containsExactly("crash");
        assertThat(failure(run("{\"tool\":\"say\",\"server\":\"crash\"}", "handshake")))
                .isEqualTo(new Failure.Permanent(
                        "server-not-allowed",
                        "Agent alpha may not use MCP server \"crash\". Allowed servers: handshake."));
    }

    @Test
    void namesTheMissingVariable() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "unset"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("mcp-server-not-configured");
        assertThat(failure.reason()).contains("UNSET_VARIABLE");
    }

    @Test
    void rejectsAForbiddenCommand() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\",\"server\":\"shell\"}", "shell"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("command-forbidden");
        assertThat(failure.reason()).contains("command sh is a shell");
    }

    @Test
    void validatesTheOutputSchema() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "output-schema"));

        assertThat(failure.code()).isEqualTo("bad-response");
        assertThat(failure.reason()).contains("outputSchema").contains("structuredContent/bye");
    }

    @Test
    void namesAnUndeclaredServer() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "github"));

        assertThat(failure.code()).isEqualTo("mcp-server-not-configured");
        assertThat(failure.reason())
                .contains("MCP server github is not declared")
                .contains("mcp.json")
                .contains("handshake");
    }

    @Test
    void retriesIfAServerDoesNotStart() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "gone"));

        assertThat(failure).isInstanceOf(Failure.Transient.class);
        assertThat(failure.reason()).contains("/no/such/program");
    }

    @Test
    void waitsForARestartingServer() throws InterruptedException {
        run("{\"tool\":\"say\"}", "crash");

        var lost = failure(run("{\"tool\":\"say\"}", "crash"));
        var next = run("{\"tool\":\"say\"}", "crash");

        assertThat(lost).isInstanceOf(Failure.Ambiguous.class);
        assertThat(lost.code()).isEqualTo("mcp-server-lost");
        assertThat(next).isInstanceOf(Outcome.Succeeded.class);
        assertThat(listener.calls()).extracting(ToolCall::succeeded).containsExactly(true, false, true);
    }

    @Test
    void namesTheLimitOfAnOversizedResponse() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "big"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("response-too-large");
        assertThat(failure.reason()).contains("pulser.mcp.max-message-bytes");
    }

    @Test
    void mapsInvalidResults() throws InterruptedException {
        assertThat(failure(run("{\"tool\":\"say\"}", "input-required")).code()).isEqualTo("tool-input-required");
        assertThat(failure(run("{\"tool\":\"say\"}", "no-content")).code()).isEqualTo("bad-response");
        assertThat(failure(run("{\"tool\":\"say\"}", "result-and-error")).code())
                .isEqualTo("mcp-error");
    }

    private Outcome run(String payload, String... serverNames) throws InterruptedException {
        return adapter.run(Assignments.withPayload(payload), agent(serverNames), listener);
    }

    private static AgentDefinition agent(String... serverNames) {
        return Samples.anAgent("alpha").using(serverNames).build();
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
