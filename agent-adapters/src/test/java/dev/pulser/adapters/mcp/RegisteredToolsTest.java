// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.TestServers;
import dev.pulser.adapters.registry.ApproveTools;
import dev.pulser.adapters.registry.ToolPins;
import dev.pulser.adapters.spi.RecordedProgress;
import dev.pulser.adapters.terms.TermsFile;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.ToolCall;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
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

/** What has to hold before a call is made, against real servers. */
@Timeout(60)
class RegisteredToolsTest {

    private static final String SAY = "{\"tool\":\"say\"}";

    @TempDir
    private Path folder;

    private final RecordedProgress progress = new RecordedProgress();
    private final List<ToolApproval> published = new CopyOnWriteArrayList<>();
    private final ToolPins pins = pins(ApproveTools.FIRST_SEEN);
    private @Nullable McpServers servers;

    @AfterEach
    void close() {
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void callsNoToolThatIsNotDefinedAsItWasApproved() throws InterruptedException {
        var adapter = adapter(Map.of("changes", ""), pins);
        run(adapter, SAY, "changes");

        await().until(() -> run(adapter, SAY, "changes") instanceof Outcome.Deferred);
        int sent = progress.calls().size();
        var outcome = (Outcome.Deferred) run(adapter, SAY, "changes");

        assertThat(outcome.code()).isEqualTo("TOOL_DEFINITION_CHANGED");
        assertThat(outcome.reason())
                .contains("./pulser mcp approve changes/say")
                .contains("POST /api/v1/tools/changes/say/approve");
        assertThat(outcome.after()).isEqualTo(Duration.ofSeconds(30));
        assertThat(progress.calls()).hasSize(sent);
        assertThat(run(adapter, "{\"tool\":\"add\"}", "changes")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void goesOnOnceSomebodyHasApprovedTheNewDefinition() throws InterruptedException {
        var adapter = adapter(Map.of("changes", ""), pins);
        run(adapter, SAY, "changes");
        var first = progress.calls().getFirst().definition();
        await().until(() -> run(adapter, SAY, "changes") instanceof Outcome.Deferred);

        var ref = new ToolRef("changes", "say");
        var offered = requireNonNull(
                        servers().find("changes").orElseThrow().tools().get("say"))
                .hash();
        pins.learn(ref, new ToolApproval(ref, offered, "sofia", "read it", Assignments.NOW));

        assertThat(run(adapter, SAY, "changes")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(progress.calls().getLast().definition()).isEqualTo(offered).isNotEqualTo(first);
        assertThat(published).extracting(ToolApproval::by).containsOnlyNulls();
    }

    @Test
    void callsNothingThatNobodyHasApprovedWhereAPersonHasTo() throws InterruptedException {
        var strict = pins(ApproveTools.NEVER);
        var adapter = adapter(Map.of("legacy", ""), strict);

        var outcome = run(adapter, SAY, "legacy");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.code()).isEqualTo("TOOL_NOT_APPROVED"));
        assertThat(progress.calls()).isEmpty();
        assertThat(published).isEmpty();
    }

    @Test
    void tellsToolsOfOneNameApartByTheirServers() throws InterruptedException {
        var adapter = adapter(Map.of("changes", "", "legacy", ""), pins);
        run(adapter, SAY, "changes");
        await().until(() -> run(adapter, SAY, "changes") instanceof Outcome.Deferred);

        assertThat(run(adapter, SAY, "legacy")).isInstanceOf(Outcome.Succeeded.class);
        assertThat(published)
                .extracting(approval -> approval.ref().value())
                .containsOnlyOnce("legacy/say", "changes/say");
    }

    @Test
    void namesEveryArgumentThatIsWrongAndSendsNothing() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), pins);

        var failure = failure(run(adapter, "{\"tool\":\"say\",\"arguments\":{\"b\":\"long\"}}", "schemas"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("arguments-invalid");
        assertThat(failure.reason()).contains("/arguments/a required").contains("/arguments/b maxLength");
        assertThat(progress.calls()).isEmpty();
    }

    @Test
    void findsAWrongArgumentOfALaterCallBeforeTheFirstIsMade() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), pins);

        var outcome =
                run(adapter, "{\"calls\":[{\"tool\":\"say\",\"arguments\":{\"a\":1}},{\"tool\":\"say\"}]}", "schemas");

        assertThat(failure(outcome).code()).isEqualTo("arguments-invalid");
        assertThat(progress.calls()).isEmpty();
    }

    @Test
    void leavesArgumentsToTheServerWhereItsSchemaCannotBeChecked() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), pins);

        assertThat(run(adapter, "{\"tool\":\"tuple\",\"arguments\":{\"a\":1}}", "schemas"))
                .isInstanceOf(Outcome.Succeeded.class);
        assertThat(run(adapter, "{\"tool\":\"tree\",\"arguments\":{\"child\":1}}", "schemas"))
                .isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void callsNoToolWhoseSchemaIsNone() throws InterruptedException {
        var adapter = adapter(Map.of("schemas", ""), pins);

        var failure = failure(run(adapter, "{\"tool\":\"none\"}", "schemas"));

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("tool-schema-invalid");
        assertThat(failure.reason()).contains("/properties/a/type");
        assertThat(progress.calls()).isEmpty();
    }

    @Test
    void keepsDeniedToolsFromAgents() throws InterruptedException {
        var adapter = adapter(Map.of("legacy", "\"deny\":[\"s*\"]"), pins);

        var failure = failure(run(adapter, SAY, "legacy"));

        assertThat(failure.code()).isEqualTo("tool-denied");
        assertThat(failure(run(adapter, "{\"tool\":\"nothing\"}", "legacy")).reason())
                .endsWith("it has add");
        assertThat(run(adapter, "{\"tool\":\"add\"}", "legacy")).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void takesADeniedToolFromAnotherServer() throws InterruptedException {
        var adapter = adapter(Map.of("legacy", "\"allow\":[\"add\"]", "modern", ""), pins);

        run(adapter, SAY, "legacy", "modern");

        assertThat(progress.calls()).extracting(ToolCall::server).containsExactly("modern");
    }

    @Test
    void defersACallThatWouldWaitLongerThanItsAttemptLasts() throws InterruptedException {
        var adapter = adapter(Map.of("legacy", "\"limits\":{\"requests_per_minute\":1}"), pins);
        run(adapter, SAY, "legacy");

        var outcome = run(adapter, SAY, "legacy");

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
            assertThat(deferred.code()).isEqualTo("tool-limit-reached");
            assertThat(deferred.after()).isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1));
        });
        assertThat(progress.calls()).hasSize(1);
    }

    @Test
    void holdsACallBackUntilThereIsRoomForIt() throws InterruptedException {
        var adapter = adapter(Map.of("hang", "\"limits\":{\"tools\":{\"say\":{\"concurrency\":1}}}"), pins);
        var hanging = Thread.ofVirtual().start(() -> {
            try {
                run(adapter, SAY, "hang");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> servers().find("hang").orElseThrow().seen());
        run(adapter, "{\"tool\":\"add\"}", "hang"); // of another tool: not held back
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
        assertThat(progress.calls()).extracting(ToolCall::code).contains("interrupted");
    }

    @Test
    void repeatsWhatMayBeRepeatedByPulsersOwnConfiguration() throws InterruptedException {
        var adapter = adapter(Map.of("crash", "\"idempotent\":[\"say\"]"), pins);
        run(adapter, SAY, "crash");

        var failure = failure(run(adapter, SAY, "crash"));

        assertThat(failure).isInstanceOf(Failure.Transient.class);
        assertThat(failure.code()).isEqualTo("mcp-server-lost");
        assertThat(progress.calls().getLast().code()).isEqualTo("mcp-server-lost");
    }

    @Test
    void doesNotRepeatWhatHasBeenDoneByAToolThatMayNotBeRepeated() throws InterruptedException {
        var adapter = adapter(Map.of("crash", "\"idempotent\":[\"say\"]"), pins);

        var failure = failure(run(adapter, "{\"calls\":[{\"tool\":\"add\"},{\"tool\":\"say\"}]}", "crash"));

        assertThat(failure).isInstanceOf(Failure.Ambiguous.class);
    }

    @Test
    void logsACallThatIsCutOffWithItsTimeAndCode() throws InterruptedException {
        var adapter = adapter(Map.of("legacy", ""), pins);
        run(adapter, SAY, "legacy");
        var call = Thread.ofVirtual().start(() -> {
            try {
                run(adapter, "{\"tool\":\"say\",\"arguments\":{\"do\":\"silence\"}}", "legacy");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> call.getState() == Thread.State.TIMED_WAITING);

        call.interrupt();
        call.join();

        assertThat(progress.calls()).hasSize(2);
        var cut = progress.calls().getLast();
        assertThat(cut.succeeded()).isFalse();
        assertThat(cut.code()).isEqualTo("interrupted");
        assertThat(cut.duration()).isPositive();
        assertThat(cut.definition()).hasSize(64);
    }

    @Test
    void mayRepeatAnAttemptAtItsLimitWhereAllItAskedMayBeRepeated() throws InterruptedException {
        var adapter = adapter(Map.of("legacy", "\"idempotent\":[\"say\"]"), pins);
        var any = Assignments.paying("{\"tool\":\"say\",\"arguments\":{\"do\":\"silence\"}}");
        var late = new Assignment(
                any.task(), any.agent(), 1, 1, any.assignedAt(), Assignments.NOW.plus(Duration.ofMillis(50)));
        var outcomes = new CopyOnWriteArrayList<Outcome>();
        var attempt = Thread.ofVirtual().start(() -> {
            try {
                outcomes.add(adapter.run(late, agent("legacy"), progress));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() ->
                servers().find("legacy").orElseThrow().seen() && attempt.getState() == Thread.State.TIMED_WAITING);

        attempt.interrupt();
        attempt.join();

        assertThat(failure(outcomes.getFirst())).isInstanceOf(Failure.Transient.class);
        assertThat(failure(outcomes.getFirst()).code()).isEqualTo("timeout");
        assertThat(progress.calls()).allMatch(logged -> "timeout".equals(logged.code()));
    }

    private McpAdapter adapter(Map<String, String> terms, ToolPins pinned) {
        var declarations = new LinkedHashMap<String, String>();
        terms.forEach((mode, more) -> declarations.put(
                mode,
                more.isEmpty()
                        ? TestServers.declaration(mode)
                        : TestServers.declaration(mode).replaceFirst("\\{", "{" + more + ",")));
        var config = TestServers.config(folder);
        servers = TestServers.of(folder, declarations, config);
        servers.start();
        return TestTools.adapter(servers, config, TermsFile.read(config.file()), pinned);
    }

    private McpServers servers() {
        return requireNonNull(servers);
    }

    private ToolPins pins(ApproveTools policy) {
        return new ToolPins(policy, InstantSource.fixed(Assignments.NOW), published::add);
    }

    private Outcome run(McpAdapter adapter, String payload, String... serverNames) throws InterruptedException {
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
