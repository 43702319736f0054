// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpSession;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.ToolCallContext;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import java.time.InstantSource;
import java.util.Optional;

/** Makes calls and writes each into the log of the attempt. */
public final class ToolSteps {

    /** At a call that its server does not take, although it has just come back. */
    private static final int MAX_TRIES = 5;

    private final ServerChoice choice;
    private final InstantSource clock;

    public ToolSteps(ServerChoice choice, InstantSource clock) {
        this.choice = choice;
        this.clock = clock;
    }

    /** @param index of the call in its task, from 0 */
    public Step run(Assignment assignment, AgentDefinition agent, PlannedCall call, int index, Progress progress)
            throws InterruptedException {
        return switch (choice.choose(agent, call)) {
            case Choice.None(var outcome) -> new Step.Ended(outcome);
            case Choice.Server(var server) -> run(assignment, server, call, index, progress);
        };
    }

    private Step run(Assignment assignment, McpServer server, PlannedCall call, int index, Progress progress)
            throws InterruptedException {
        for (int asked = 0; asked < MAX_TRIES; asked++) {
            var state = server.await();
            if (!(state instanceof ServerState.Ready ready)) {
                return new Step.Ended(McpFailures.unavailable(server.name(), state));
            }
            var step = call(assignment, server.name(), ready.session(), call, index, progress);
            if (step.isPresent()) {
                return step.get();
            }
        }
        return new Step.Ended(McpFailures.unavailable(server.name(), server.state()));
    }

    /** Empty when the server had ended before it was asked. */
    private Optional<Step> call(
            Assignment assignment, String server, McpSession session, PlannedCall call, int index, Progress progress)
            throws InterruptedException {
        var context = new ToolCallContext(
                assignment.idempotencyKey(index),
                assignment.attempt(),
                assignment.task().traceparent());
        var log = new CallLog(server, call, clock.instant(), progress);
        Reply reply;
        try {
            reply = session.call(call.tool(), call.arguments(), context);
        } catch (InterruptedException e) {
            log.ended(0, false);
            throw e;
        }
        if (reply instanceof Reply.NotSent) {
            return Optional.empty();
        }
        var step = step(server, session, call.tool(), reply);
        log.ended(bytes(reply), step instanceof Step.Done);
        return Optional.of(step);
    }

    private static int bytes(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> result.bytes();
            case Reply.Refused refused -> refused.bytes();
            case Reply.TooLarge tooLarge -> (int) Math.min(Integer.MAX_VALUE, tooLarge.bytes());
            case Reply.TimedOut _, Reply.Lost _, Reply.NotSent _ -> 0;
        };
    }

    private static Step step(String server, McpSession session, String tool, Reply reply) {
        return switch (reply) {
            case Reply.Result result ->
                step(server, session, tool, new ToolResult(result.value().members()));
            case Reply.Refused refused -> new Step.Ended(McpFailures.refused(server, tool, refused));
            case Reply.TooLarge(var limit, var bytes) ->
                new Step.Ended(McpFailures.tooLarge(server, tool, bytes, limit, "pulser.mcp.max-message-bytes"));
            case Reply.TimedOut() -> new Step.Ended(McpFailures.timedOut(server, tool));
            case Reply.Lost(var reason) -> new Step.Ended(McpFailures.lost(server, tool, reason));
            case Reply.NotSent(var reason) -> new Step.Ended(McpFailures.lost(server, tool, reason));
        };
    }

    private static Step step(String server, McpSession session, String tool, ToolResult result) {
        if (result.isError()) {
            return new Step.Ended(McpFailures.toolError(tool, result.text()));
        }
        if (result.asksBack()) {
            return new Step.Ended(Results.permanent(
                    "tool-asks-back",
                    "tool %s of server %s asks for input, which no task can give".formatted(tool, server)));
        }
        if (!result.isWellFormed()) {
            return new Step.Ended(Results.unknown(
                    "bad-response", "tool %s of server %s answered without content".formatted(tool, server)));
        }
        var fault = session.faultOf(tool, result.structuredContent());
        if (fault.isPresent()) {
            return new Step.Ended(
                    Results.unknown("bad-response", "tool %s of server %s: %s".formatted(tool, server, fault.get())));
        }
        return new Step.Done(tool, result);
    }
}
