// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolboxJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Supported methods of MCP, in both modes. Confined to the thread that reads the input. */
final class McpMethods {

    private final Map<String, Tool> tools;
    private final RunningCalls calls;
    private final McpResponses responses;
    private final MessageWriter writer;
    private @Nullable String negotiated;

    McpMethods(Collection<Tool> tools, RunningCalls calls, McpResponses responses, MessageWriter writer) {
        this.tools = tools.stream()
                .collect(Collectors.toMap(
                        tool -> tool.spec().name(),
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalArgumentException(
                                    "duplicate tool name " + one.spec().name());
                        },
                        LinkedHashMap::new));
        this.calls = calls;
        this.responses = responses;
        this.writer = writer;
    }

    /** Returns the protocol version negotiated by {@code initialize}; null before. */
    @Nullable
    String negotiatedVersion() {
        return negotiated;
    }

    void request(McpRequest request) {
        switch (request.mode()) {
            case STATELESS -> stateless(request);
            case HANDSHAKE -> withHandshake(request);
        }
    }

    private void stateless(McpRequest request) {
        var version = request.metaVersion();
        if (!version.isTextual()) {
            reject(request, RpcError.invalidParams("_meta: protocolVersion must be a string."));
        } else if (!ProtocolMode.STATELESS.versions().contains(version.asText())) {
            var data = ToolboxJson.object().put("requested", version.asText());
            data.set("supported", ToolboxJson.MAPPER.valueToTree(ProtocolMode.STATELESS.versions()));
            reject(request, RpcError.unsupportedVersion(data));
        } else if (!request.metaCapabilities().isObject()) {
            reject(request, RpcError.invalidParams("_meta: clientCapabilities must be an object."));
        } else {
            switch (request.method()) {
                case "server/discover" -> respond(request, responses.discovered());
                case "tools/list" -> list(request);
                case "tools/call" -> call(request);
                default -> reject(request, RpcError.methodNotFound(request.method()));
            }
        }
    }

    private void withHandshake(McpRequest request) {
        switch (request.method()) {
            case "initialize" -> initialize(request);
            case "ping" -> respond(request, ToolboxJson.object());
            case "tools/list", "tools/call" -> {
                if (negotiated == null) {
                    reject(
                            request,
                            RpcError.invalidRequest(
                                    "Send initialize first, or set protocolVersion in _meta of every request."));
                } else if (request.method().equals("tools/list")) {
                    list(request);
                } else {
                    call(request);
                }
            }
            case "server/discover" -> reject(request, RpcError.invalidParams("_meta: protocolVersion is required."));
            default -> reject(request, RpcError.methodNotFound(request.method()));
        }
    }

    private void initialize(McpRequest request) {
        var requested = request.params().path("protocolVersion");
        if (!requested.isTextual()) {
            reject(request, RpcError.invalidParams("protocolVersion must be a string."));
            return;
        }
        var version = ProtocolMode.HANDSHAKE.versions().contains(requested.asText())
                ? requested.asText()
                : ProtocolMode.HANDSHAKE.newest();
        negotiated = version;
        respond(request, responses.initialized(version));
    }

    private void list(McpRequest request) {
        if (request.params().hasNonNull("cursor")) {
            reject(request, RpcError.invalidParams("cursor is invalid. The list has one page."));
        } else {
            respond(request, responses.listed(tools.values(), request.mode()));
        }
    }

    private void call(McpRequest request) {
        var name = request.params().path("name");
        var tool = tools.get(name.asText());
        if (!name.isTextual()) {
            reject(request, RpcError.invalidParams("name must be a string."));
        } else if (tool == null) {
            reject(request, RpcError.invalidParams("Unknown tool: " + name.asText()));
        } else {
            calls.start(request.id(), request.size(), () -> run(request, tool))
                    .ifPresent(reason -> reject(request, RpcError.invalidRequest(reason)));
        }
    }

    private Runnable run(McpRequest request, Tool tool) {
        try {
            var result = run(tool, request);
            return () -> respond(request, responses.called(result));
        } catch (InterruptedException e) {
            return () -> reject(request, RpcError.internal("The call was interrupted because the server stops."));
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError e) { // without a response the client would wait
            e.printStackTrace();
            return () -> reject(
                    request,
                    RpcError.internal("Internal error in tool %s: %s"
                            .formatted(tool.spec().name(), e)));
        }
    }

    private static ToolResult run(Tool tool, McpRequest request) throws InterruptedException {
        var given = request.params().get("arguments");
        return switch (ToolArguments.check(tool.spec().parameters(), given)) {
            case ToolArguments.Check.Valid(var arguments) -> tool.call(arguments);
            case ToolArguments.Check.Invalid(var reason) -> new ToolResult.Failure(reason);
        };
    }

    private void respond(McpRequest request, ObjectNode result) {
        writer.send(responses.result(request.id(), request.mode(), result));
    }

    private void reject(McpRequest request, RpcError error) {
        writer.send(responses.error(request.id(), error));
    }
}
