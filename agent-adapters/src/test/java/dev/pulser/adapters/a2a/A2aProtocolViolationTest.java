// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.callback.TestCallbacks;
import dev.pulser.adapters.spi.RecordingListener;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.web.TestClients;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import java.io.IOException;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents that violate the protocol. */
@Timeout(20)
class A2aProtocolViolationTest {

    private final AgentHttpClient client = TestClients.local();
    private final ScriptedA2aAgent agent;

    A2aProtocolViolationTest() throws IOException {
        agent = new ScriptedA2aAgent("1.0", true, false);
    }

    @AfterEach
    void close() {
        client.close();
        agent.close();
    }

    static Stream<Object[]> violations() throws IOException {
        try (var agent = new ScriptedA2aAgent("1.0", true, false)) {
            return Stream.of(
                    violation(
                            "went from working to submitted",
                            agent.statusUpdate("t1", "working", null),
                            agent.statusUpdate("t1", "submitted", null)),
                    violation(
                            "ended the task twice with state completed",
                            agent.statusUpdate("t1", "completed", null),
                            agent.statusUpdate("t1", "completed", null)),
                    violation(
                            "went from completed to failed",
                            agent.statusUpdate("t1", "completed", null),
                            agent.statusUpdate("t1", "failed", null)),
                    violation(
                            "sent an event of another task",
                            agent.statusUpdate("t1", "working", null),
                            agent.statusUpdate("t2", "completed", null)),
                    violation(
                            "sent an event of another task",
                            agent.taskResponse(agent.task("working")),
                            agent.artifactUpdate("t2", text("x"), false)),
                    violation(
                            "sent an artifact after the state completed",
                            agent.statusUpdate("t1", "completed", null),
                            agent.artifactUpdate("t1", text("x"), false)),
                    violation("sent the unknown state", agent.statusUpdate("t1", "dreaming", null)),
                    violation("without status.state", "{\"statusUpdate\":{\"taskId\":\"t1\"}}"),
                    violation("without taskId", "{\"statusUpdate\":{\"status\":{\"state\":\"TASK_STATE_WORKING\"}}}"),
                    violation("no task, message or update", "{\"else\":1}"),
                    violation(
                            "sent a message after it had created a task",
                            agent.statusUpdate("t1", "working", null),
                            "{\"message\":{\"parts\":[]}}"));
        }
    }

    private static Object[] violation(String what, String... events) {
        return new Object[] {what, events};
    }

    @ParameterizedTest
    @MethodSource("violations")
    void reportsProtocolViolations(String what, String[] events) throws Exception {
        agent.enqueueStream(events);

        var failure = failure(run());

        assertThat(failure).isInstanceOf(Failure.Permanent.class);
        assertThat(failure.code()).isEqualTo("protocol-error");
        assertThat(failure.reason())
                .startsWith("Agent alpha violated the A2A protocol: it ")
                .contains(what);
    }

    @Test
    void limitsTheSizeOfArtifacts() throws Exception {
        var chunk = agent.artifactUpdate("t1", text("x".repeat(1000)), true);
        agent.enqueueStream(Stream.generate(() -> chunk).limit(1000).toArray(String[]::new));

        var failure = failure(run());

        assertThat(failure.code()).isEqualTo("protocol-error");
        assertThat(failure.reason()).contains("10000 characters").contains("pulser.a2a.max-response-bytes");
        assertThat(agent.isCancelled()).isTrue();
    }

    @Test
    void limitsTheSizeOfAnEvent() throws Exception {
        agent.enqueueStream(agent.statusUpdate("t1", "working", "x".repeat(20_000)));

        assertThat(failure(run()).code()).isEqualTo("protocol-error");
    }

    private static String text(String text) {
        return "{\"artifactId\":\"a1\",\"parts\":[{\"text\":\"%s\"}]}".formatted(text);
    }

    private Outcome run() throws InterruptedException {
        var adapter = new A2aAdapter(
                FixedA2aConfig.quick(), client, TestCallbacks.create(), InstantSource.fixed(Assignments.NOW));
        return adapter.run(Assignments.any(), agent.definition(), new RecordingListener());
    }

    private static Failure failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }
}
