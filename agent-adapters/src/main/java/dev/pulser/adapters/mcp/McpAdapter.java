// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpConfig;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Agents of kind {@code mcp}: the task names tools of MCP servers, and their answers are the result.
 *
 * <p>{@code {"tool":"name","arguments":{…},"server":"optional"}} is one call: {@code
 * {"success":true,"output":…,"content":[…]}}. {@code {"calls":[…]}} is up to {@value Plan#MAX_CALLS} in order, up to the
 * first that fails: {@code {"success":true,"output":[{"tool":…,"output":…,"content":[…]},…]}}.
 */
public final class McpAdapter implements AgentAdapter {

    private final ToolSteps steps;
    private final int maxResultBytes;

    public McpAdapter(ToolSteps steps, McpConfig config) {
        this.steps = steps;
        this.maxResultBytes = config.maxResultBytes();
    }

    @Override
    public AgentKind kind() {
        return AgentKind.MCP;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, Progress progress) throws InterruptedException {
        Json payload;
        try {
            payload = Json.parse(assignment.task().payload());
        } catch (MalformedJson e) {
            return Results.permanent("payload-invalid", "payload is not JSON: " + e.getMessage());
        }
        var asked = new Asked();
        try {
            return run(assignment, agent, Plan.of(payload), asked, progress);
        } catch (InterruptedException e) {
            if (asked.mayBeRepeated() && steps.isOver(assignment)) {
                return Results.retryable(
                        "timeout",
                        "agent %s had not answered within the limit of an attempt; all that it was asked may be asked again"
                                .formatted(agent.name()));
            }
            throw e;
        }
    }

    private Outcome run(Assignment assignment, AgentDefinition agent, Plan plan, Asked asked, Progress progress)
            throws InterruptedException {
        return switch (plan) {
            case Plan.NoTool() ->
                Results.permanent(
                        "tool-missing",
                        "agent %s calls tools: name one in payload.tool, or several in payload.calls; it has %s"
                                .formatted(agent.name(), steps.choice().available(agent)));
            case Plan.Faulty(var fault) -> Results.permanent("payload-invalid", fault);
            case Plan.One(var call) ->
                switch (steps.run(assignment, agent, call, 0, asked, progress)) {
                    case Step.Ended(var outcome) -> asked.settled(outcome);
                    case Step.Done done -> succeeded(agent, done.result().outputMembers());
                };
            case Plan.Several(var calls) -> several(assignment, agent, calls, asked, progress);
        };
    }

    /** Fine where each server of the agent is ready that could ever be; failing where none is. */
    @Override
    public CheckResult check(AgentDefinition agent) {
        return steps.choice().check(agent);
    }

    /** Nothing is begun that could not be ended: a call that is refused is found before the first one is made. */
    private Outcome several(
            Assignment assignment, AgentDefinition agent, List<PlannedCall> calls, Asked asked, Progress progress)
            throws InterruptedException {
        for (var call : calls) {
            var refusal = steps.refusal(agent, call);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        var done = new ArrayList<String>();
        for (int i = 0; i < calls.size(); i++) {
            switch (steps.run(assignment, agent, calls.get(i), i, asked, progress)) {
                case Step.Ended(var outcome) -> {
                    return asked.settled(outcome);
                }
                case Step.Done(var tool, var result) ->
                    done.add("{\"tool\":" + Json.string(tool).text() + ',' + result.outputMembers() + '}');
            }
        }
        return succeeded(agent, done.stream().collect(Collectors.joining(",", "\"output\":[", "]")));
    }

    private Outcome succeeded(AgentDefinition agent, String members) {
        var result = new Json("{\"success\":true," + members + '}').withoutNul();
        int bytes = result.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxResultBytes) {
            return Results.permanent(
                    "response-too-large",
                    "the result of agent %s has %d bytes, the limit is %d (pulser.mcp.max-result-bytes)"
                            .formatted(agent.name(), bytes, maxResultBytes));
        }
        return new Outcome.Succeeded(result.text());
    }
}
