// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.Reply;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.ToolCallContext;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.ToolCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Makes calls and writes each into the log of the attempt. */
final class ToolSteps {

    private final ServerChoice choice;
    private final InstantSource clock;

    ToolSteps(ServerChoice choice, InstantSource clock) {
        this.choice = choice;
        this.clock = clock;
    }

    /** @param index of the call in its task, from 0 */
    Step run(Assignment assignment, AgentDefinition agent, PlannedCall call, int index, Progress progress)
            throws InterruptedException {
        return switch (choice.choose(agent, call)) {
            case Choice.None(var outcome) -> new Step.Ended(outcome);
            case Choice.Server(var server) -> run(assignment, server, call, index, progress);
        };
    }

    private Step run(Assignment assignment, McpServer server, PlannedCall call, int index, Progress progress)
            throws InterruptedException {
        var state = server.await();
        if (!(state instanceof ServerState.Ready ready)) {
            return new Step.Ended(McpFailures.unavailable(server.name(), state));
        }
        var context = new ToolCallContext(
                assignment.idempotencyKey(index),
                assignment.attempt(),
                assignment.task().traceparent());
        var startedAt = clock.instant();
        long started = System.nanoTime();
        int answered = 0;
        boolean succeeded = false;
        try {
            var reply = ready.session().call(call.tool(), call.arguments(), context);
            answered = bytes(reply);
            var step = step(server.name(), call.tool(), reply);
            succeeded = step instanceof Step.Done;
            return step;
        } finally {
            var took = Duration.ofNanos(System.nanoTime() - started);
            progress.called(logged(server, call, startedAt, took, answered, succeeded));
        }
    }

    private static ToolCall logged(
            McpServer server, PlannedCall call, Instant startedAt, Duration took, int answered, boolean succeeded) {
        int asked = call.arguments().text().getBytes(StandardCharsets.UTF_8).length;
        return new ToolCall(server.name(), call.tool(), startedAt, took, asked, answered, succeeded);
    }

    private static int bytes(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> result.bytes();
            case Reply.Refused refused -> refused.bytes();
            case Reply.TooLarge tooLarge -> (int) Math.min(Integer.MAX_VALUE, tooLarge.bytes());
            case Reply.TimedOut _, Reply.Lost _ -> 0;
        };
    }

    private static Step step(String server, String tool, Reply reply) {
        return switch (reply) {
            case Reply.Result result ->
                step(server, tool, new ToolResult(result.value().members()));
            case Reply.Refused refused -> new Step.Ended(McpFailures.refused(server, tool, refused));
            case Reply.TooLarge(var limit, var bytes) ->
                new Step.Ended(McpFailures.tooLarge(server, tool, bytes, limit, "pulser.mcp.max-message-bytes"));
            case Reply.TimedOut() -> new Step.Ended(McpFailures.timedOut(server, tool));
            case Reply.Lost lost -> new Step.Ended(McpFailures.lost(server, tool, lost));
        };
    }

    private static Step step(String server, String tool, ToolResult result) {
        if (result.isError()) {
            return new Step.Ended(McpFailures.toolError(tool, result.text()));
        }
        if (result.asksBack()) {
            return new Step.Ended(Results.permanent(
                    "tool-asks-back",
                    "tool %s of server %s asks for input, which no task can give".formatted(tool, server)));
        }
        if (!result.isWellFormed()) {
            return new Step.Ended(Results.retryable(
                    "bad-response", "tool %s of server %s answered without content".formatted(tool, server)));
        }
        return new Step.Done(tool, result);
    }
}
