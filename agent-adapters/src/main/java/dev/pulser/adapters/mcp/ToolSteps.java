// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.McpSession;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.ToolCallContext;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.rpc.ToolProgress;
import dev.pulser.adapters.gate.CallGates;
import dev.pulser.adapters.gate.Entry;
import dev.pulser.adapters.registry.KnownTool;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes calls: each by a definition that is approved, with arguments that fit it, within the limits of its server and tool,
 * and written into the log of the attempt.
 */
public final class ToolSteps {

    /** At a call that its server does not take, although it has just come back. */
    private static final int MAX_TRIES = 5;

    /** Before the attempt's limit: a call that has not got its turn by then is not begun. */
    private static final Duration TOO_LATE = Duration.ofSeconds(1);

    /** The interruption at the limit may come a little before it. */
    private static final Duration ABOUT = Duration.ofMillis(100);

    private final ServerChoice choice;
    private final AgentTools tools;
    private final ToolRegistry registry;
    private final CallRules rules;
    private final CallGates gates;
    private final InstantSource clock;

    public ToolSteps(McpServers servers, ToolRegistry registry, CallGates gates, InstantSource clock) {
        this.choice = new ServerChoice(servers, registry);
        this.tools = new AgentTools(servers, registry);
        this.registry = registry;
        this.rules = new CallRules(registry);
        this.gates = gates;
        this.clock = clock;
    }

    ServerChoice choice() {
        return choice;
    }

    /** The tools there are to choose from. */
    public AgentTools tools() {
        return tools;
    }

    /** Fine where each server of the agent is ready that could ever be; failing where none is. */
    public CheckResult check(AgentDefinition agent) {
        return choice.check(agent);
    }

    /** Looks whether the call could be made now, and makes it not. Returns how the attempt ends where it could not. */
    public Optional<Outcome> refusal(AgentDefinition agent, PlannedCall call) throws InterruptedException {
        return switch (choice.choose(agent, call)) {
            case Choice.None(var outcome) -> Optional.of(outcome);
            case Choice.Server(var server) ->
                judge(agent, server, call) instanceof Judgement.Refused(var outcome)
                        ? Optional.of(outcome)
                        : Optional.empty();
        };
    }

    /** Makes a call that stands for itself: what has been asked before it does not matter. */
    public Step run(Assignment assignment, AgentDefinition agent, PlannedCall call, int index, Progress progress)
            throws InterruptedException {
        var asked = new Asked();
        var step = run(assignment, agent, call, index, asked, progress);
        return step instanceof Step.Ended(var outcome) ? new Step.Ended(asked.settled(outcome)) : step;
    }

    /**
     * Makes the call, after waiting for its turn.
     *
     * @param index of the call in its task, from 0
     * @param asked of the attempt
     */
    public Step run(
            Assignment assignment, AgentDefinition agent, PlannedCall call, int index, Asked asked, Progress progress)
            throws InterruptedException {
        var chosen = choice.choose(agent, call);
        if (chosen instanceof Choice.None(var outcome)) {
            return new Step.Ended(outcome);
        }
        var server = ((Choice.Server) chosen).server();
        if (judge(agent, server, call) instanceof Judgement.Refused(var outcome)) {
            return new Step.Ended(outcome);
        }
        var patience = Duration.between(clock.instant(), assignment.deadline()).minus(TOO_LATE);
        return switch (gates.enter(server.name(), call.tool(), patience)) {
            case Entry.Full(var after) -> new Step.Ended(McpFailures.limited(server.name(), call.tool(), after));
            case Entry.Open(var pass) -> {
                try (pass) {
                    yield new Turn(assignment, agent, server, call, index, asked, progress).take();
                }
            }
        };
    }

    private Judgement judge(AgentDefinition agent, McpServer server, PlannedCall call) {
        var tool = registry.tools(server).get(call.tool());
        return tool == null
                ? new Judgement.Refused(choice.unknown(agent, List.of(server), call.tool()))
                : rules.refusal(tool, call)
                        .<Judgement>map(Judgement.Refused::new)
                        .orElseGet(() -> new Judgement.Callable(tool));
    }

    /** Whether the attempt has reached its limit. */
    boolean isOver(Assignment assignment) {
        return !clock.instant().isBefore(assignment.deadline().minus(ABOUT));
    }

    /** A call that has got its turn. */
    private final class Turn {

        private final Assignment assignment;
        private final AgentDefinition agent;
        private final McpServer server;
        private final PlannedCall call;
        private final int index;
        private final Asked asked;
        private final Progress progress;

        Turn(
                Assignment assignment,
                AgentDefinition agent,
                McpServer server,
                PlannedCall call,
                int index,
                Asked asked,
                Progress progress) {
            this.assignment = assignment;
            this.agent = agent;
            this.server = server;
            this.call = call;
            this.index = index;
            this.asked = asked;
            this.progress = progress;
        }

        Step take() throws InterruptedException {
            for (int tries = 0; tries < MAX_TRIES; tries++) {
                var state = server.await();
                if (!(state instanceof ServerState.Ready ready)) {
                    return new Step.Ended(McpFailures.unavailable(server.name(), state));
                }
                server.refreshTools(); // what it listed some time ago says nothing of the tool that would be called now
                switch (judge(agent, server, call)) {
                    case Judgement.Refused(var outcome) -> {
                        return new Step.Ended(outcome);
                    }
                    case Judgement.Callable(var tool) -> {
                        var step = send(ready.session(), tool);
                        if (step.isPresent()) {
                            return step.get();
                        }
                    }
                }
            }
            return new Step.Ended(McpFailures.unavailable(server.name(), server.state()));
        }

        /** Empty when the server had ended before it was asked. */
        private Optional<Step> send(McpSession session, KnownTool tool) throws InterruptedException {
            var context = new ToolCallContext(
                    assignment.idempotencyKey(index),
                    assignment.attempt(),
                    assignment.task().traceparent(),
                    tool.hash());
            var log = new CallLog(tool, call, clock.instant(), progress);
            asked.begins(registry.isIdempotent(tool.ref()));
            Reply reply;
            try {
                reply = session.call(call.tool(), call.arguments(), context, this::say);
            } catch (InterruptedException e) {
                log.cutOff(isOver(assignment) ? "timeout" : "interrupted");
                throw e;
            }
            if (reply instanceof Reply.NotSent) {
                asked.wasNotSent();
                return Optional.empty();
            }
            var step = step(server.name(), session, call.tool(), reply);
            log.ended(bytes(reply), step);
            if (step instanceof Step.Done) {
                asked.isDone();
            }
            return Optional.of(step);
        }

        private void say(ToolProgress made) {
            progress.said(made.message().isEmpty() ? call.tool() + " is at work" : made.message(), made.fraction());
        }
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
