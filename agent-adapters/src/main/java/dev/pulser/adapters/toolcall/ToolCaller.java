// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.limiter.CallAdmission;
import dev.pulser.adapters.limiter.CallLimiters;
import dev.pulser.adapters.registry.RegisteredTool;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.SupervisedServer;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.ToolProgress;
import dev.pulser.mcp.session.McpClientSession;
import dev.pulser.mcp.session.ToolCallContext;
import dev.pulser.mcp.tools.CallToolResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Caller of tools for attempts. Each call requires an approved definition and valid arguments, respects the limits of server and
 * tool, and is written to the log of the attempt. Thread-safe.
 */
public final class ToolCaller {

    /** Attempts to send a call to a server whose connection closes before the call is sent. */
    private static final int MAX_SEND_ATTEMPTS = 5;

    /** Time before the deadline in which no call is started. */
    private static final Duration DEADLINE_MARGIN = Duration.ofSeconds(1);

    /** The interruption at the deadline may arrive slightly early. */
    private static final Duration INTERRUPT_TOLERANCE = Duration.ofMillis(100);

    private final ServerSelector selector;
    private final AgentToolCatalog catalog;
    private final ToolRegistry registry;
    private final CallPreconditions preconditions;
    private final CallLimiters limiters;
    private final InstantSource clock;

    public ToolCaller(McpServers servers, ToolRegistry registry, CallLimiters limiters, InstantSource clock) {
        this.selector = new ServerSelector(servers, registry);
        this.catalog = new AgentToolCatalog(servers, registry);
        this.registry = registry;
        this.preconditions = new CallPreconditions(registry);
        this.limiters = limiters;
        this.clock = clock;
    }

    /** Returns the catalog of tools that agents can select from. */
    public AgentToolCatalog catalog() {
        return catalog;
    }

    /** Returns the names of the agent's tools as text for error messages. */
    public String availableTools(AgentDefinition agent) {
        return selector.availableTools(agent);
    }

    /** Checks the servers of an agent: healthy if all configured ones are ready, unhealthy if none is. */
    public CheckResult check(AgentDefinition agent) {
        return selector.check(agent);
    }

    /** Checks a call without making it. Returns the outcome of the attempt if the call is not possible; empty otherwise. */
    public Optional<Outcome> validate(AgentDefinition agent, ToolCallRequest call) throws InterruptedException {
        return switch (selector.select(agent, call)) {
            case ServerSelector.Selection.None(var outcome) -> Optional.of(outcome);
            case ServerSelector.Selection.Selected(var server) -> violation(agent, server, call);
        };
    }

    private Optional<Outcome> violation(AgentDefinition agent, SupervisedServer server, ToolCallRequest call) {
        var tool = registry.tools(server).get(call.tool());
        return tool == null
                ? Optional.of(selector.toolNotFound(agent, List.of(server), call.tool()))
                : preconditions.violation(tool, call);
    }

    /** Makes a call that is independent of earlier calls of the attempt. */
    public ToolCallResult call(
            Assignment assignment, AgentDefinition agent, ToolCallRequest call, int index, AttemptListener listener)
            throws InterruptedException {
        var tracker = new AttemptCallTracker();
        var result = call(assignment, agent, call, index, tracker, listener);
        return result instanceof ToolCallResult.AttemptEnded(var outcome)
                ? new ToolCallResult.AttemptEnded(tracker.attemptOutcome(outcome))
                : result;
    }

    /**
     * Makes a call after the limits have admitted it.
     *
     * @param index   position of the call in its task, from 0
     * @param tracker tracker of the attempt
     */
    public ToolCallResult call(
            Assignment assignment,
            AgentDefinition agent,
            ToolCallRequest call,
            int index,
            AttemptCallTracker tracker,
            AttemptListener listener)
            throws InterruptedException {
        var selection = selector.select(agent, call);
        if (selection instanceof ServerSelector.Selection.None(var outcome)) {
            return new ToolCallResult.AttemptEnded(outcome);
        }
        var server = ((ServerSelector.Selection.Selected) selection).server();
        var violation = violation(agent, server, call);
        if (violation.isPresent()) {
            return new ToolCallResult.AttemptEnded(violation.get());
        }
        var timeout = Duration.between(clock.instant(), assignment.deadline()).minus(DEADLINE_MARGIN);
        return switch (limiters.acquire(server.name(), call.tool(), timeout)) {
            case CallAdmission.Rejected(var retryAfter) ->
                new ToolCallResult.AttemptEnded(McpFailureMapper.limited(server.name(), call.tool(), retryAfter));
            case CallAdmission.Admitted(var permit) -> {
                try (permit) {
                    yield new AdmittedCall(assignment, agent, server, call, index, tracker, listener).run();
                }
            }
        };
    }

    /** Returns true if the deadline of the attempt has passed. */
    public boolean isDeadlineReached(Assignment assignment) {
        return !clock.instant().isBefore(assignment.deadline().minus(INTERRUPT_TOLERANCE));
    }

    /** Call that the limits have admitted. */
    private final class AdmittedCall {

        private final Assignment assignment;
        private final AgentDefinition agent;
        private final SupervisedServer server;
        private final ToolCallRequest call;
        private final int index;
        private final AttemptCallTracker tracker;
        private final AttemptListener listener;

        AdmittedCall(
                Assignment assignment,
                AgentDefinition agent,
                SupervisedServer server,
                ToolCallRequest call,
                int index,
                AttemptCallTracker tracker,
                AttemptListener listener) {
            this.assignment = assignment;
            this.agent = agent;
            this.server = server;
            this.call = call;
            this.index = index;
            this.tracker = tracker;
            this.listener = listener;
        }

        ToolCallResult run() throws InterruptedException {
            for (int i = 0; i < MAX_SEND_ATTEMPTS; i++) {
                var state = server.await();
                if (!(state instanceof ServerState.Ready ready)) {
                    return new ToolCallResult.AttemptEnded(McpFailureMapper.unavailable(server.name(), state));
                }
                server.refreshTools(); // the definition may have changed while the call waited
                var tool = registry.tools(server).get(call.tool());
                if (tool == null) {
                    return new ToolCallResult.AttemptEnded(selector.toolNotFound(agent, List.of(server), call.tool()));
                }
                var violation = preconditions.violation(tool, call);
                if (violation.isPresent()) {
                    return new ToolCallResult.AttemptEnded(violation.get());
                }
                var result = send(ready.session(), tool);
                if (result.isPresent()) {
                    return result.get();
                }
            }
            return new ToolCallResult.AttemptEnded(McpFailureMapper.unavailable(server.name(), server.state()));
        }

        /** Returns empty if the connection was closed before the call was sent. */
        private Optional<ToolCallResult> send(McpClientSession session, RegisteredTool tool)
                throws InterruptedException {
            var context = new ToolCallContext(
                    assignment.idempotencyKey(index),
                    assignment.attemptNumber(),
                    assignment.task().traceparent(),
                    tool.hash());
            var log = new CallLogEntry(tool, call, clock.instant(), listener);
            tracker.callStarted(registry.isIdempotent(tool.ref()));
            RequestOutcome outcome;
            try {
                outcome = session.callTool(call.tool(), call.arguments(), context, this::onProgress);
            } catch (InterruptedException e) {
                log.callAbandoned(isDeadlineReached(assignment) ? "timeout" : "interrupted");
                throw e;
            }
            if (outcome instanceof RequestOutcome.NotSent) {
                tracker.callNotSent();
                return Optional.empty();
            }
            var result = toResult(server.name(), session, call.tool(), outcome);
            log.callEnded(responseBytes(outcome), result);
            if (result instanceof ToolCallResult.Completed) {
                tracker.callCompleted();
            }
            return Optional.of(result);
        }

        private void onProgress(ToolProgress progress) {
            listener.onProgress(
                    progress.message().isEmpty() ? "Tool %s is running".formatted(call.tool()) : progress.message(),
                    progress.fraction());
        }
    }

    private static int responseBytes(RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Result result -> result.bytes();
            case RequestOutcome.ErrorResponse error -> error.bytes();
            case RequestOutcome.TooLarge tooLarge -> (int) Math.min(Integer.MAX_VALUE, tooLarge.bytes());
            case RequestOutcome.TimedOut _, RequestOutcome.Lost _, RequestOutcome.NotSent _ -> 0;
        };
    }

    private static ToolCallResult toResult(
            String server, McpClientSession session, String tool, RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Result result ->
                toResult(
                        server, session, tool, new CallToolResult(result.value().members()));
            case RequestOutcome.ErrorResponse error ->
                new ToolCallResult.AttemptEnded(McpFailureMapper.error(server, tool, error));
            case RequestOutcome.TooLarge(var limit, var bytes) ->
                new ToolCallResult.AttemptEnded(
                        McpFailureMapper.tooLarge(server, tool, bytes, limit, "pulser.mcp.max-message-bytes"));
            case RequestOutcome.TimedOut() -> new ToolCallResult.AttemptEnded(McpFailureMapper.timedOut(server, tool));
            case RequestOutcome.Lost(var reason) ->
                new ToolCallResult.AttemptEnded(McpFailureMapper.lost(server, tool, reason));
            case RequestOutcome.NotSent(var reason) ->
                new ToolCallResult.AttemptEnded(McpFailureMapper.lost(server, tool, reason));
        };
    }

    private static ToolCallResult toResult(
            String server, McpClientSession session, String tool, CallToolResult result) {
        if (result.isError()) {
            return new ToolCallResult.AttemptEnded(McpFailureMapper.toolError(tool, result.text()));
        }
        if (result.requiresInput()) {
            return new ToolCallResult.AttemptEnded(Outcomes.permanent(
                    "tool-input-required",
                    "Tool %s of MCP server %s requires user input, which tasks cannot provide."
                            .formatted(tool, server)));
        }
        if (!result.isWellFormed()) {
            return new ToolCallResult.AttemptEnded(Outcomes.ambiguous(
                    "bad-response", "The result of tool %s of MCP server %s has no content.".formatted(tool, server)));
        }
        var outputError = session.outputError(tool, result.structuredContent());
        return outputError.isPresent()
                ? new ToolCallResult.AttemptEnded(Outcomes.ambiguous(
                        "bad-response", "Tool %s of MCP server %s: %s.".formatted(tool, server, outputError.get())))
                : new ToolCallResult.Completed(tool, result);
    }
}
