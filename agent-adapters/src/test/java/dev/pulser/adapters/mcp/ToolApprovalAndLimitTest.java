// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.policy.ServerPolicyFile;
import dev.pulser.adapters.registry.ToolApprovalPolicy;
import dev.pulser.adapters.registry.ToolApprovals;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.toolcall.TestToolCallers;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Preconditions and limits of calls, with server processes. */
@Timeout(60)
class ToolApprovalAndLimitTest {

    private static final String SAY = "{\"tool\":\"say\"}";

    @TempDir
    private Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final List<ToolApproval> published = new CopyOnWriteArrayList<>();
    private final ToolApprovals approvals = approvals(ToolApprovalPolicy.FIRST_SEEN);
    private @Nullable McpServers servers;

    @AfterEach
    void close() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void defersCallsOfAChangedTool() throws InterruptedException {
        var adapter = adapter(Map.of("changes", ""), approvals);
        run(adapter, SAY, "changes");

        await().until(() -> run(adapter, SAY, "changes") instanceof Outcome.Deferred);
        int sent = listener.calls().size();
        var outcome = (Outcome.Deferred) run(adapter, SAY, "changes");

        assertThat(outcome.code()).isEqualTo("tool-definition-changed");
        assertThat(outcome.reason())
                .contains("./pulser mcp approve changes/say")
                .contains("POST /api/v1/tools/changes/say/approve");
        assertThat(outcome.after()).isEqualTo(Duration.ofSeconds(30));
        assertThat(listener.calls()).hasSize(sent);
        assertThat(run(adapter, "{\"tool\":\"add\"}", "changes")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void continuesAfterTheNewDefinitionIsApproved() throws InterruptedException {
        var adapter = adapter(Map.of("changes", ""), approvals);
        run(adapter, SAY, "changes");
        var first = listener.calls().getFirst().definition();
        await().until(() -> run(adapter, SAY, "changes") instanceof Outcome.Deferred);

        var ref = new ToolRef("changes", "say");
        var listed = requireNonNull(
                        servers().find("changes").orElseThrow().tools().get("say"))
                .hash();
        approvals.apply(ref, new ToolApproval(ref, listed, "sofia", "read it", Assignments.NOW));

        assertThat(run(adapter, SAY, "changes")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(listener.calls().getLast().definition()).isEqualTo(listed).isNotEqualTo(first);
        assertThat(published).extracting(ToolApproval::by).containsOnlyNulls();
    }

    @Test
    void requiresApprovalOfFirstDefinitions() throws InterruptedException {
        var strict = approvals(ToolApprovalPolicy.NEVER);
        var adapter = adapter(Map.of("handshake", ""), strict);

        var outcome = run(adapter, SAY, "handshake");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("tool-not-approved"));
        assertThat(listener.calls()).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void distinguishesToolsOfTheSameNameByServer() throws InterruptedException {
        var adapter = adapter(Map.of("changes", "", "handshake", ""), approvals);
        run(adapter, SAY, "changes");
        await().until(() -> run(adapter, SAY, "changes") instanceof Outcome.Deferred);

        assertThat(run(adapter, SAY, "handshake")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(published)
                .extracting(approval -> approval.ref().value())
                .containsOnlyOnce("handshake/say", "changes/say");
    }

    @Test
    void namesAllInvalidArguments() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), approvals);

        var failure = failure(run(adapter, "{\"tool\":\"say\",\"arguments\":{\"b\":\"long\"}}", "schemas"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("arguments-invalid");
        assertThat(failure.reason()).contains("/arguments/a required").contains("/arguments/b maxLength");
        assertThat(listener.calls()).isEmpty();
    }

    @Test
    void validatesAllCallsBeforeTheFirst() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), approvals);

        var outcome =
                run(adapter, "{\"calls\":[{\"tool\":\"say\",\"arguments\":{\"a\":1}},{\"tool\":\"say\"}]}", "schemas");

        assertThat(failure(outcome).code()).isEqualTo("arguments-invalid");
        assertThat(listener.calls()).isEmpty();
    }

    @Test
    void skipsValidationIfTheSchemaIsNotEnforced() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), approvals);

        assertThat(run(adapter, "{\"tool\":\"tuple\",\"arguments\":{\"a\":1}}", "schemas"))
                .isInstanceOf(Outcome.Succeeded.class);
        assertThat(run(adapter, "{\"tool\":\"tree\",\"arguments\":{\"child\":1}}", "schemas"))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void rejectsToolsWithAnInvalidSchema() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), approvals);

        var failure = failure(run(adapter, "{\"tool\":\"none\"}", "schemas"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("tool-schema-invalid");
        assertThat(failure.reason()).contains("/properties/a/type");
        assertThat(listener.calls()).isEmpty();
    }

    @Test
    void rejectsDeniedTools() throws InterruptedException {
        var adapter = adapter(Map.of("handshake", "\"deny\":[\"s*\"]"), approvals);

        var failure = failure(run(adapter, SAY, "handshake"));

        assertThat(failure.code()).isEqualTo("tool-denied");
        assertThat(failure(run(adapter, "{\"tool\":\"nothing\"}", "handshake")).reason())
                .endsWith("Available tools: add.");
        assertThat(run(adapter, "{\"tool\":\"add\"}", "handshake")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void usesAnotherServerForADeniedTool() throws InterruptedException {
        var adapter = adapter(Map.of("handshake", "\"allow\":[\"add\"]", "stateless", ""), approvals);

        run(adapter, SAY, "handshake", "stateless");

        assertThat(listener.calls()).extracting(ToolCall::server).containsExactly("stateless");
    }

    @Test
    void defersACallThatCannotBeAdmittedInTime() throws InterruptedException {
        var adapter = adapter(Map.of("handshake", "\"limits\":{\"requests_per_minute\":1}"), approvals);
        run(adapter, SAY, "handshake");

        var outcome = run(adapter, SAY, "handshake");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
            assertThat(deferred.code()).isEqualTo("tool-limit-reached");
            assertThat(deferred.after()).isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1));
        });
        assertThat(listener.calls()).hasSize(1);
    }

    @Test
    void delaysACallUntilItIsAdmitted() throws InterruptedException {
        var adapter = adapter(Map.of("hang", "\"limits\":{\"tools\":{\"say\":{\"concurrency\":1}}}"), approvals);
        var hanging = Thread.ofVirtual().start(() -> {
            try {
                run(adapter, SAY, "hang");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> servers().find("hang").orElseThrow().hasListedTools());
        run(adapter, "{\"tool\":\"add\"}", "hang"); // another tool is not limited
        var second = Thread.ofVirtual().start(() -> {
            try {
                run(adapter, SAY, "hang");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(second.join(Duration.ofMillis(300))).isFalse();

        hanging.interrupt();

        assertThat(second.join(Duration.ofSeconds(20))).isTrue();
        assertThat(listener.calls()).extracting(ToolCall::code).contains("interrupted");
    }

    @Test
    void retriesIdempotentCalls() throws InterruptedException {
        var adapter = adapter(Map.of("crash", "\"idempotent\":[\"say\"]"), approvals);
        run(adapter, SAY, "crash");

        var failure = failure(run(adapter, SAY, "crash"));

        assertThat(failure).isInstanceOf(Failure.Transient.class);
        assertThat(failure.code()).isEqualTo("mcp-server-lost");
        assertThat(listener.calls().getLast().code()).isEqualTo("mcp-server-lost");
    }

    @Test
    void doesNotRetryAfterACallThatIsNotIdempotent() throws InterruptedException {
        var adapter = adapter(Map.of("crash", "\"idempotent\":[\"say\"]"), approvals);

        var failure = failure(run(adapter, "{\"calls\":[{\"tool\":\"add\"},{\"tool\":\"say\"}]}", "crash"));

        assertThat(failure).isInstanceOf(Failure.Ambiguous.class);
    }

    @Test
    void logsAnAbandonedCall() throws InterruptedException {
        var adapter = adapter(Map.of("handshake", ""), approvals);
        run(adapter, SAY, "handshake");
        var call = Thread.ofVirtual().start(() -> {
            try {
                run(adapter, "{\"tool\":\"say\",\"arguments\":{\"do\":\"silence\"}}", "handshake");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> call.getState() == Thread.State.TIMED_WAITING);

        call.interrupt();
        call.join();

        assertThat(listener.calls()).hasSize(2);
        var abandoned = listener.calls().getLast();
        assertThat(abandoned.succeeded()).isFalse();
        assertThat(abandoned.code()).isEqualTo("interrupted");
        assertThat(abandoned.duration()).isPositive();
        assertThat(abandoned.definition()).hasSize(64);
    }

    @Test
    void retriesAnAttemptAtItsTimeoutIfAllCallsAreIdempotent() throws InterruptedException {
        var adapter = adapter(Map.of("handshake", "\"idempotent\":[\"say\"]"), approvals);
        var any = Assignments.withPayload("{\"tool\":\"say\",\"arguments\":{\"do\":\"silence\"}}");
        var late = Assignment.of(
                any.task(),
                new AttemptRef(any.agent(), 1, 1),
                any.assignedAt(),
                Assignments.NOW.plus(Duration.ofMillis(50)));
        var outcomes = new CopyOnWriteArrayList<Outcome>();
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                outcomes.add(adapter.run(late, agent("handshake"), listener));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> servers().find("handshake").orElseThrow().hasListedTools()
                && attempt.getState() == Thread.State.TIMED_WAITING);

        attempt.interrupt();
        attempt.join();

        assertThat(failure(outcomes.getFirst())).isInstanceOf(Failure.Transient.class);
        assertThat(failure(outcomes.getFirst()).code()).isEqualTo("timeout");
        assertThat(listener.calls()).allMatch(logged -> "timeout".equals(logged.code()));
    }

    private McpAdapter adapter(Map<String, String> policies, ToolApprovals approved) {
        var declarations = new LinkedHashMap<String, String>();
        policies.forEach((mode, more) -> declarations.put(
                mode,
                more.isEmpty()
                        ? TestServers.declaration(mode)
                        : TestServers.declaration(mode).replaceFirst("\\{", "{" + more + ",")));
        var config = TestServers.config(folder);
        servers = TestServers.of(folder, declarations, config);
        servers.start();
        return new McpAdapter(
                TestToolCallers.caller(servers, ServerPolicyFile.read(config.file()), approved), () -> 100_000);
    }

    private McpServers servers() {
        return requireNonNull(servers);
    }

    private ToolApprovals approvals(ToolApprovalPolicy policy) {
        return new ToolApprovals(policy, InstantSource.fixed(Assignments.NOW), published::add);
    }

    private Outcome run(McpAdapter adapter, String payload, String... serverNames) throws InterruptedException {
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
