// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Json;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of MCP that the toolbox knows, in both eras. For the one thread that reads the input. */
final class Methods {

    private final Map<String, Tool> tools;
    private final RunningCalls calls;
    private final Answers answers;
    private final Outbox outbox;
    private @Nullable String agreed;

    Methods(Collection<Tool> tools, RunningCalls calls, Answers answers, Outbox outbox) {
        this.tools = tools.stream()
                .collect(Collectors.toMap(
                        tool -> tool.spec().name(),
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalArgumentException(
                                    "two tools named " + one.spec().name());
                        },
                        LinkedHashMap::new));
        this.calls = calls;
        this.answers = answers;
        this.outbox = outbox;
    }

    /** The version agreed on by {@code initialize}; null before. */
    @Nullable
    String agreed() {
        return agreed;
    }

    void request(Request request) {
        switch (request.era()) {
            case MODERN -> modern(request);
            case LEGACY -> legacy(request);
        }
    }

    private void modern(Request request) {
        var version = request.metaVersion();
        if (!version.isTextual()) {
            refuse(request, RpcError.invalidParams("_meta: the protocolVersion must be a string"));
        } else if (!Era.MODERN.versions().contains(version.asText())) {
            var data = Json.object().put("requested", version.asText());
            data.set("supported", Json.MAPPER.valueToTree(Era.MODERN.versions()));
            refuse(request, RpcError.unsupportedVersion(data));
        } else if (!request.metaCapabilities().isObject()) {
            refuse(request, RpcError.invalidParams("_meta: the clientCapabilities must be an object"));
        } else {
            switch (request.method()) {
                case "server/discover" -> answer(request, answers.discovered());
                case "tools/list" -> list(request);
                case "tools/call" -> call(request);
                default -> refuse(request, RpcError.methodNotFound(request.method()));
            }
        }
    }

    private void legacy(Request request) {
        switch (request.method()) {
            case "initialize" -> initialize(request);
            case "ping" -> answer(request, Json.object());
            case "tools/list", "tools/call" -> {
                if (agreed == null) {
                    refuse(
                            request,
                            RpcError.invalidRequest(
                                    "Send initialize first, or name the protocolVersion in _meta of every request"));
                } else if (request.method().equals("tools/list")) {
                    list(request);
                } else {
                    call(request);
                }
            }
            case "server/discover" -> refuse(request, RpcError.invalidParams("_meta: the protocolVersion is missing"));
            default -> refuse(request, RpcError.methodNotFound(request.method()));
        }
    }

    private void initialize(Request request) {
        var wanted = request.params().path("protocolVersion");
        if (!wanted.isTextual()) {
            refuse(request, RpcError.invalidParams("protocolVersion must be a string"));
            return;
        }
        var version = Era.LEGACY.versions().contains(wanted.asText()) ? wanted.asText() : Era.LEGACY.newest();
        agreed = version;
        answer(request, answers.initialized(version));
    }

    private void list(Request request) {
        if (request.params().hasNonNull("cursor")) {
            refuse(request, RpcError.invalidParams("cursor is unknown: the list has one page"));
        } else {
            answer(request, answers.listed(tools.values(), request.era()));
        }
    }

    private void call(Request request) {
        var name = request.params().path("name");
        var tool = tools.get(name.asText());
        if (!name.isTextual()) {
            refuse(request, RpcError.invalidParams("name must be a string"));
        } else if (tool == null) {
            refuse(request, RpcError.invalidParams("Unknown tool: " + name.asText()));
        } else {
            calls.start(request.id(), request.size(), () -> run(request, tool))
                    .ifPresent(reason -> refuse(request, RpcError.invalidRequest(reason)));
        }
    }

    private Runnable run(Request request, Tool tool) {
        try {
            var result = run(tool, request);
            return () -> answer(request, answers.called(result));
        } catch (InterruptedException e) {
            return () -> refuse(request, RpcError.internal("The call was interrupted: the server ends"));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) { // unanswered, the client would wait
            e.printStackTrace();
            return () -> refuse(
                    request, RpcError.internal("A defect in tool " + tool.spec().name() + ": " + e));
        }
    }

    private static ToolResult run(Tool tool, Request request) throws InterruptedException {
        var given = request.params().get("arguments");
        return switch (Arguments.check(tool.spec().parameters(), given)) {
            case Arguments.Check.Good(var arguments) -> tool.call(arguments);
            case Arguments.Check.Bad(var reason) -> new ToolResult.Refusal(reason);
        };
    }

    private void answer(Request request, ObjectNode result) {
        outbox.send(answers.result(request.id(), request.era(), result));
    }

    private void refuse(Request request, RpcError error) {
        outbox.send(answers.error(request.id(), error));
    }
}
