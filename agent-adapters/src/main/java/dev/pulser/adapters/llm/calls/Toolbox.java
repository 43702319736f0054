// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.calls;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.llm.calls.Called.How;
import dev.pulser.adapters.llm.chat.Function;
import dev.pulser.adapters.llm.chat.Message;
import dev.pulser.adapters.llm.chat.ToolRequest;
import dev.pulser.adapters.mcp.AgentTools.Tool;
import dev.pulser.adapters.mcp.PlannedCall;
import dev.pulser.adapters.mcp.Step;
import dev.pulser.adapters.mcp.ToolSteps;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.SchemaRefused;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tools of one attempt: what a model asks for is called as a task of an agent of kind {@code mcp} would call it, once,
 * and under the next idempotency key. What is wrong with a request, and what a tool says, is told to the model.
 */
public final class Toolbox {

    private final Map<String, Tool> tools;
    private final ToolSteps steps;
    private final ToolWords words;
    private final Assignment assignment;
    private final AgentDefinition agent;
    private int made;

    /** @param maxResultChars of a result that the model is told */
    public Toolbox(
            List<Tool> tools, ToolSteps steps, int maxResultChars, Assignment assignment, AgentDefinition agent) {
        this.tools = FunctionNames.of(tools);
        this.steps = steps;
        this.words = new ToolWords(maxResultChars);
        this.assignment = assignment;
        this.agent = agent;
    }

    /** What the model is offered. */
    public List<Function> functions() {
        return tools.entrySet().stream()
                .map(tool -> new Function(
                        tool.getKey(),
                        Optional.ofNullable(tool.getValue().definition().description())
                                .orElse(""),
                        tool.getValue().definition().inputSchema()))
                .toList();
    }

    /** Calls that have been made. */
    public int made() {
        return made;
    }

    /** The request as the conversation keeps it: an endpoint may refuse one that holds what is no JSON. */
    public static ToolRequest legal(ToolRequest request) {
        return new ToolRequest(
                request.id(),
                FunctionNames.legal(request.function()),
                arguments(request).map(Json::text).orElse("{}"));
    }

    /** Calls what is asked for; tells people so. */
    public Called call(ToolRequest request, Progress progress) throws InterruptedException {
        var tool = tools.get(request.function());
        if (tool == null) {
            return told(
                    request, error(request.function(), "tool-unknown", "there is no tool of this name"), How.UNKNOWN);
        }
        var arguments = arguments(request);
        if (arguments.isEmpty()) {
            return told(
                    request,
                    error(tool.path(), "arguments-invalid", "the arguments have to be one JSON object"),
                    How.NOT_MADE);
        }
        var fault = fault(tool, arguments.get());
        if (fault.isPresent()) {
            return told(request, error(tool.path(), "arguments-invalid", fault.get()), How.NOT_MADE);
        }
        progress.said("calls " + tool.path(), null);
        var planned =
                new PlannedCall(Optional.of(tool.server()), tool.definition().name(), arguments.get());
        return called(request, tool, steps.run(assignment, agent, planned, made++, progress));
    }

    /** A request that is not looked at, because too many came at once. */
    public Called refuse(ToolRequest request, int limit) {
        var reason = "at most %d tools may be called at once, this one was not".formatted(limit);
        return told(request, error(request.function(), "too-many-calls", reason), How.NOT_MADE);
    }

    private Called called(ToolRequest request, Tool tool, Step step) {
        return switch (step) {
            case Step.Done done ->
                told(request, words.result(tool.path(), done.result().output()), How.MADE);
            case Step.Ended(Outcome.Failed(Failure.Permanent(var code, var reason))) ->
                told(request, words.error(tool.path(), code, reason), How.MADE);
            case Step.Ended(Outcome.Failed(Failure.Transient(var code, var reason, var _)))
            when code.equals("mcp-error") -> told(request, words.error(tool.path(), code, reason), How.MADE);
            case Step.Ended(Outcome.Deferred(var code, var reason, var _)) ->
                told(request, words.error(tool.path(), code, reason), How.NOT_MADE);
            // The server is away, or nobody knows what the tool did.
            case Step.Ended(var outcome) -> new Called.Ends(outcome);
        };
    }

    private String error(String tool, String code, String reason) {
        return words.error(Excerpt.printable(tool), code, reason);
    }

    private static Called told(ToolRequest request, String text, How how) {
        var said = String.join("\n", request.function(), request.arguments(), text);
        var trace = HexFormat.of().formatHex(FunctionNames.sha256(said));
        return new Called.Told(new Message.ToolAnswer(request.id(), text), trace, how);
    }

    /** Empty where they are no JSON object. Nothing at all is an object without members. */
    private static Optional<Json> arguments(ToolRequest request) {
        if (request.arguments().isBlank()) {
            return Optional.of(Json.EMPTY_OBJECT);
        }
        try {
            return Optional.of(Json.parse(request.arguments())).filter(Json::isObject);
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fault(Tool tool, Json arguments) {
        try {
            return PayloadSchema.parse(tool.definition().inputSchema().text()).faults(arguments.text()).stream()
                    .findFirst()
                    .map(fault ->
                            "%s: %s".formatted(fault.field().replaceFirst("^/payload", "arguments"), fault.detail()));
        } catch (SchemaRefused e) {
            return Optional.empty(); // its server knows better how to hold arguments against it
        }
    }
}
