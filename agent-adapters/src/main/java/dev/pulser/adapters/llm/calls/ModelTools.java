// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.calls;

import dev.pulser.adapters.llm.calls.ToolRequestResult.Execution;
import dev.pulser.adapters.llm.chat.FunctionDefinition;
import dev.pulser.adapters.llm.chat.ModelMessage;
import dev.pulser.adapters.llm.chat.ToolRequest;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.toolcall.AgentToolCatalog.Tool;
import dev.pulser.adapters.toolcall.ToolCallRequest;
import dev.pulser.adapters.toolcall.ToolCallResult;
import dev.pulser.adapters.toolcall.ToolCaller;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.schema.PayloadSchema;
import dev.pulser.contract.schema.UnsafeSchemaException;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tools of one attempt. Executes the tool requests of the model as an agent of kind {@code mcp} would, each under the
 * next idempotency key. Invalid requests and tool errors are reported to the model.
 */
public final class ModelTools {

    private final Map<String, Tool> tools;
    private final ToolCaller caller;
    private final ToolResultFormatter formatter;
    private final Assignment assignment;
    private final AgentDefinition agent;
    private final AttemptListener listener;
    private int callCount;

    /** @param maxResultChars largest tool result in characters that the model receives */
    public ModelTools(
            List<Tool> tools,
            ToolCaller caller,
            int maxResultChars,
            Assignment assignment,
            AgentDefinition agent,
            AttemptListener listener) {
        this.tools = FunctionNames.of(tools);
        this.caller = caller;
        this.formatter = new ToolResultFormatter(maxResultChars);
        this.assignment = assignment;
        this.agent = agent;
        this.listener = listener;
    }

    public List<FunctionDefinition> functions() {
        return tools.entrySet().stream()
                .map(tool -> new FunctionDefinition(
                        tool.getKey(),
                        Optional.ofNullable(tool.getValue().definition().description())
                                .orElse(""),
                        tool.getValue().definition().inputSchema()))
                .toList();
    }

    /** Returns the number of tool calls made. */
    public int callCount() {
        return callCount;
    }

    /**
     * Returns the request as the conversation stores it: with a valid name and JSON arguments, because endpoints reject
     * others.
     */
    public static ToolRequest sanitize(ToolRequest request) {
        return new ToolRequest(
                request.id(),
                FunctionNames.sanitize(request.function()),
                arguments(request).map(Json::text).orElse("{}"));
    }

    /** Executes the request. */
    public ToolRequestResult call(ToolRequest request) throws InterruptedException {
        var tool = tools.get(request.function());
        if (tool == null) {
            return reply(
                    request,
                    error(request.function(), "tool-unknown", "the tool does not exist"),
                    Execution.UNKNOWN_TOOL);
        }
        var arguments = arguments(request);
        if (arguments.isEmpty()) {
            return reply(
                    request,
                    error(tool.path(), "arguments-invalid", "arguments must be a JSON object"),
                    Execution.NOT_EXECUTED);
        }
        var error = validate(tool, arguments.get());
        if (error.isPresent()) {
            return reply(request, error(tool.path(), "arguments-invalid", error.get()), Execution.NOT_EXECUTED);
        }
        listener.onProgress("calling " + tool.path(), null);
        var planned = new ToolCallRequest(
                Optional.of(tool.server()), tool.definition().name(), arguments.get());
        return toResult(request, tool, caller.call(assignment, agent, planned, callCount++, listener));
    }

    /** Rejects a request beyond the limit of requests per response. */
    public ToolRequestResult reject(ToolRequest request, int limit) {
        var reason = "request ignored: at most %d tools can be called per response".formatted(limit);
        return reply(request, error(request.function(), "too-many-calls", reason), Execution.NOT_EXECUTED);
    }

    private ToolRequestResult toResult(ToolRequest request, Tool tool, ToolCallResult step) {
        return switch (step) {
            case ToolCallResult.Completed done ->
                reply(request, formatter.result(tool.path(), done.result().output()), Execution.EXECUTED);
            case ToolCallResult.AttemptEnded(Outcome.Failed(Failure.Permanent(var code, var reason))) ->
                reply(request, formatter.error(tool.path(), code, reason), Execution.EXECUTED);
            case ToolCallResult.AttemptEnded(Outcome.Failed(Failure.Transient(var code, var reason, var _)))
            when code.equals("mcp-error") ->
                reply(request, formatter.error(tool.path(), code, reason), Execution.EXECUTED);
            case ToolCallResult.AttemptEnded(Outcome.Deferred(var code, var reason, var _)) ->
                reply(request, formatter.error(tool.path(), code, reason), Execution.NOT_EXECUTED);
            // The server is unavailable, or the effect of the call is unknown.
            case ToolCallResult.AttemptEnded(var outcome) -> new ToolRequestResult.AttemptEnd(outcome);
        };
    }

    private String error(String tool, String code, String reason) {
        return formatter.error(Excerpt.line(tool), code, reason);
    }

    private static ToolRequestResult reply(ToolRequest request, String text, Execution execution) {
        var content = String.join("\n", request.function(), request.arguments(), text);
        var fingerprint = HexFormat.of().formatHex(FunctionNames.sha256(content));
        return new ToolRequestResult.Reply(new ModelMessage.ToolResult(request.id(), text), fingerprint, execution);
    }

    /** Returns the arguments; empty if they are no JSON object. Blank arguments are an empty object. */
    private static Optional<Json> arguments(ToolRequest request) {
        if (request.arguments().isBlank()) {
            return Optional.of(Json.EMPTY_OBJECT);
        }
        try {
            return Optional.of(Json.parse(request.arguments())).filter(Json::isObject);
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> validate(Tool tool, Json arguments) {
        try {
            return PayloadSchema.parse(tool.definition().inputSchema().text()).errors(arguments.text()).stream()
                    .findFirst()
                    .map(error ->
                            "%s: %s".formatted(error.field().replaceFirst("^/payload", "arguments"), error.detail()));
        } catch (UnsafeSchemaException e) {
            return Optional.empty(); // the server validates the arguments itself
        }
    }
}
