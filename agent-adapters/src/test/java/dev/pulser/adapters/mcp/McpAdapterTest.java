// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.TestServers;
import dev.pulser.adapters.spi.RecordedProgress;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.ToolCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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
    private final RecordedProgress progress = new RecordedProgress();

    McpAdapterTest(@TempDir Path folder) {
        var declarations = new LinkedHashMap<String, String>();
        for (var mode : List.of("legacy", "crash", "asks-back", "no-content", "result-and-error", "big", "promises")) {
            declarations.put(mode, TestServers.declaration(mode));
        }
        declarations.put("pages2", TestServers.declaration("endless-pages"));
        declarations.put("unset", "{\"command\":\"${env:UNSET_VARIABLE}\"}");
        declarations.put("shell", "{\"command\":\"sh\",\"args\":[\"-c\",\"id\"]}");
        declarations.put("gone", "{\"command\":\"/no/such/program\"}");
        var config = TestServers.config(folder).withWaitForServer(Duration.ofSeconds(15));
        servers = TestServers.of(folder, declarations, config);
        servers.start();
        adapter = new McpAdapter(servers, config, InstantSource.fixed(Assignments.NOW));
    }

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void runsSeveralCallsInOrder() throws InterruptedException {
        var outcome = run("{\"calls\":[{\"tool\":\"say\"},{\"tool\":\"add\",\"arguments\":{\"a\":1}}]}", "legacy");

        var output = "\"output\":{\"hello\":\"world\"},\"content\":[{\"type\":\"text\",\"text\":\"said\"}]}";
        assertThat(outcome)
                .isEqualTo(new Outcome.Succeeded("{\"success\":true,\"output\":[{\"tool\":\"say\"," + output
                        + ",{\"tool\":\"add\"," + output + "]}"));
        assertThat(progress.calls()).extracting(ToolCall::tool).containsExactly("say", "add");
        assertThat(progress.calls()).allMatch(ToolCall::succeeded);
    }

    @Test
    void givesEachStepItsOwnKey() throws InterruptedException {
        var assignment = Assignments.paying(
                "{\"calls\":[{\"tool\":\"say\"},{\"tool\":\"say\",\"arguments\":{\"want\":\"report\"}}]}");

        var outcome = adapter.run(assignment, agent("legacy"), progress);

        assertThat(outcome.toString()).contains(assignment.idempotencyKey(0) + ";" + assignment.idempotencyKey(1));
    }

    @Test
    void stopsAtTheFirstCallThatFails() throws InterruptedException {
        var failure = failure(run(
                "{\"calls\":[{\"tool\":\"say\",\"arguments\":{\"do\":\"refusal\"}},{\"tool\":\"add\"}]}", "legacy"));

        assertThat(failure).isEqualTo(new Failure.Permanent("tool-error", "tool say failed: no such file"));
        assertThat(progress.calls()).singleElement().matches(call -> !call.succeeded());
    }

    @Test
    void logsACallWithItsSizesButWithoutItsContent() throws InterruptedException {
        run("{\"tool\":\"say\",\"arguments\":{\"a\":\"ü\"}}", "legacy");

        var call = progress.calls().getFirst();
        assertThat(call.server()).isEqualTo("legacy");
        assertThat(call.startedAt()).isEqualTo(Assignments.NOW);
        assertThat(call.requestBytes()).isEqualTo(10);
        assertThat(call.responseBytes()).isGreaterThan(50);
        assertThat(call.duration()).isPositive();
    }

    @Test
    void listsTheToolsWhenATaskNamesNone() throws InterruptedException {
        run("{\"tool\":\"say\"}", "legacy");

        var failure = failure(run("{\"file\":\"GUIDE.md\"}", "legacy"));

        assertThat(failure)
                .isEqualTo(
                        new Failure.Permanent(
                                "tool-missing",
                                "agent alpha calls tools: name one in payload.tool, or several in payload.calls; it has add, say"));
    }

    @Test
    void suggestsANameForAToolThatIsUnknown() throws InterruptedException {
        assertThat(failure(run("{\"tool\":\"sya\"}", "legacy")))
                .isEqualTo(new Failure.Permanent("tool-unknown", "agent alpha has no tool \"sya\"; did you mean say?"));
        assertThat(failure(run("{\"tool\":\"something_else\"}", "legacy")).reason())
                .endsWith("it has add, say");
    }

    @Test
    void usesTheFirstServerThatHasTheTool() throws InterruptedException {
        run("{\"tool\":\"page7\"}", "legacy", "pages2");
        run("{\"tool\":\"say\"}", "pages2", "legacy");

        assertThat(progress.calls()).extracting(ToolCall::server).containsExactly("pages2", "legacy");
    }

    @Test
    void usesTheServerThatTheTaskNamesIfTheAgentMay() throws InterruptedException {
        run("{\"tool\":\"say\",\"server\":\"crash\"}", "legacy", "crash");

        assertThat(progress.calls()).extracting(ToolCall::server).containsExactly("crash");
        assertThat(failure(run("{\"tool\":\"say\",\"server\":\"crash\"}", "legacy")))
                .isEqualTo(new Failure.Permanent(
                        "server-not-allowed", "agent alpha may not use server \"crash\"; it may use legacy"));
    }

    @Test
    void saysWhichVariableAServerNeeds() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "unset"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("mcp-server-not-configured");
        assertThat(failure.reason()).contains("UNSET_VARIABLE");
    }

    @Test
    void saysThatACommandIsNotAllowed() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\",\"server\":\"shell\"}", "shell"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("command-forbidden");
        assertThat(failure.reason()).contains("command sh is a shell");
    }

    @Test
    void takesNoAnswerThatIsNotWhatTheToolPromised() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "promises"));

        assertThat(failure.code()).isEqualTo("bad-response");
        assertThat(failure.reason()).contains("outputSchema").contains("structuredContent/bye");
    }

    @Test
    void saysThatAServerIsNotDeclared() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "github"));

        assertThat(failure.code()).isEqualTo("mcp-server-not-configured");
        assertThat(failure.reason())
                .contains("server github is not declared")
                .contains("mcp.json")
                .contains("legacy");
    }

    @Test
    void triesAgainLaterWhereAServerDoesNotStart() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "gone"));

        assertThat(failure).isInstanceOf(Failure.Transient.class);
        assertThat(failure.reason()).contains("/no/such/program");
    }

    @Test
    void waitsForAServerThatIsComingBack() throws InterruptedException {
        run("{\"tool\":\"say\"}", "crash");

        var lost = failure(run("{\"tool\":\"say\"}", "crash"));
        var next = run("{\"tool\":\"say\"}", "crash");

        assertThat(lost).isInstanceOf(Failure.Ambiguous.class);
        assertThat(lost.code()).isEqualTo("mcp-server-lost");
        assertThat(next).isInstanceOf(Outcome.Succeeded.class);
        assertThat(progress.calls()).extracting(ToolCall::succeeded).containsExactly(true, false, true);
    }

    @Test
    void namesTheLimitOfAnAnswerThatIsTooLarge() throws InterruptedException {
        var failure = failure(run("{\"tool\":\"say\"}", "big"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("response-too-large");
        assertThat(failure.reason()).contains("pulser.mcp.max-message-bytes");
    }

    @Test
    void mapsAnswersThatAreNone() throws InterruptedException {
        assertThat(failure(run("{\"tool\":\"say\"}", "asks-back")).code()).isEqualTo("tool-asks-back");
        assertThat(failure(run("{\"tool\":\"say\"}", "no-content")).code()).isEqualTo("bad-response");
        assertThat(failure(run("{\"tool\":\"say\"}", "result-and-error")).code())
                .isEqualTo("mcp-error");
    }

    private Outcome run(String payload, String... serverNames) throws InterruptedException {
        return adapter.run(Assignments.paying(payload), agent(serverNames), progress);
    }

    private static AgentDefinition agent(String... serverNames) {
        return Samples.anAgent("alpha").using(serverNames).build();
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
