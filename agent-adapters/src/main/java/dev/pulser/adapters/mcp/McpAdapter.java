// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.adapters.toolcall.AttemptCallTracker;
import dev.pulser.adapters.toolcall.ToolCallRequest;
import dev.pulser.adapters.toolcall.ToolCallResult;
import dev.pulser.adapters.toolcall.ToolCaller;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Adapter of agents of kind {@code mcp}: the payload of a task names tools, and their results are the result of the task.
 *
 * <p>{@code {"tool":"name","arguments":{…},"server":"optional"}} makes one call: {@code
 * {"success":true,"output":…,"content":[…]}}. {@code {"calls":[…]}} makes up to {@value ToolCallPayload#MAX_CALLS} calls in order and
 * stops at the first failure: {@code {"success":true,"output":[{"tool":…,"output":…,"content":[…]},…]}}.
 */
public final class McpAdapter implements AgentAdapter {

    private final ToolCaller tools;
    private final int maxResultBytes;

    public McpAdapter(ToolCaller tools, McpAdapterConfig config) {
        this.tools = tools;
        this.maxResultBytes = config.maxResultBytes();
    }

    @Override
    public AgentKind kind() {
        return AgentKind.MCP;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, AttemptListener listener)
            throws InterruptedException {
        Json payload;
        try {
            payload = Json.parse(assignment.task().payload());
        } catch (MalformedJsonException e) {
            return Outcomes.permanent("payload-invalid", "payload is not valid JSON: %s.".formatted(e.getMessage()));
        }
        var tracker = new AttemptCallTracker();
        try {
            return run(assignment, agent, ToolCallPayload.parse(payload), tracker, listener);
        } catch (InterruptedException e) {
            if (tracker.isRepeatable() && tools.isDeadlineReached(assignment)) {
                return Outcomes.retryable(
                        "timeout",
                        "Agent %s did not respond within the timeout of the attempt. All its calls are idempotent."
                                .formatted(agent.name()));
            }
            throw e;
        }
    }

    private Outcome run(
            Assignment assignment,
            AgentDefinition agent,
            ToolCallPayload payload,
            AttemptCallTracker tracker,
            AttemptListener listener)
            throws InterruptedException {
        return switch (payload) {
            case ToolCallPayload.NoTool() ->
                Outcomes.permanent(
                        "tool-missing",
                        "payload.tool or payload.calls is required. Tools of agent %s: %s."
                                .formatted(agent.name(), tools.availableTools(agent)));
            case ToolCallPayload.Invalid(var reason) -> Outcomes.permanent("payload-invalid", reason + '.');
            case ToolCallPayload.Single(var call) ->
                switch (tools.call(assignment, agent, call, 0, tracker, listener)) {
                    case ToolCallResult.AttemptEnded(var outcome) -> tracker.attemptOutcome(outcome);
                    case ToolCallResult.Completed completed ->
                        succeeded(agent, completed.result().outputMembers());
                };
            case ToolCallPayload.Sequence(var calls) -> runSequence(assignment, agent, calls, tracker, listener);
        };
    }

    /** Healthy if all configured servers of the agent are ready, unhealthy if none is. */
    @Override
    public CheckResult check(AgentDefinition agent) {
        return tools.check(agent);
    }

    /** Validates all calls before making the first one. */
    private Outcome runSequence(
            Assignment assignment,
            AgentDefinition agent,
            List<ToolCallRequest> calls,
            AttemptCallTracker tracker,
            AttemptListener listener)
            throws InterruptedException {
        for (var call : calls) {
            var violation = tools.validate(agent, call);
            if (violation.isPresent()) {
                return violation.get();
            }
        }
        var outputs = new ArrayList<String>();
        for (int i = 0; i < calls.size(); i++) {
            switch (tools.call(assignment, agent, calls.get(i), i, tracker, listener)) {
                case ToolCallResult.AttemptEnded(var outcome) -> {
                    return tracker.attemptOutcome(outcome);
                }
                case ToolCallResult.Completed(var tool, var result) ->
                    outputs.add("{\"tool\":" + Json.string(tool).text() + ',' + result.outputMembers() + '}');
            }
        }
        return succeeded(agent, outputs.stream().collect(Collectors.joining(",", "\"output\":[", "]")));
    }

    private Outcome succeeded(AgentDefinition agent, String members) {
        var result = new Json("{\"success\":true," + members + '}').withoutNul();
        int bytes = result.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxResultBytes) {
            return Outcomes.permanent(
                    "response-too-large",
                    "The result of agent %s has %d bytes; the limit is %d (pulser.mcp.max-result-bytes)."
                            .formatted(agent.name(), bytes, maxResultBytes));
        }
        return new Outcome.Succeeded(result.text());
    }
}
