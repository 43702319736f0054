// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.session.ToolCallContext;
import dev.pulser.mcp.tools.McpTool;
import dev.pulser.service.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * MCP client as a program for the protocol's conformance suite: {@code ConformanceClient <url>} connects, lists the
 * tools and calls each with the arguments that it requires. Exits with 0 if every call had a result.
 */
final class ConformanceClient {

    private ConformanceClient() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("conformance");
        var declaration = "{\"url\":%s}"
                .formatted(Json.string(URI.create(args[args.length - 1]).toString())
                        .text());
        try (var servers = TestServers.of(folder, Map.of("suite", declaration), TestServers.config(folder))) {
            servers.start();
            System.exit(callEverything(servers.find("suite").orElseThrow()));
        }
    }

    private static int callEverything(SupervisedServer server) throws InterruptedException {
        if (!(server.await() instanceof ServerState.Ready ready)) {
            System.err.println(server.summary());
            return 1;
        }
        int failed = 0;
        for (var call : calls(server).entrySet()) {
            var context = new ToolCallContext("conformance/0", 1, null);
            var outcome = ready.session().callTool(call.getKey(), call.getValue(), context, progress -> {});
            System.out.println(call.getKey() + ' ' + outcome);
            failed += outcome instanceof RequestOutcome.Result ? 0 : 1;
        }
        server.close();
        return failed;
    }

    /** Returns the calls that the suite requests, or one call of each tool. */
    private static Map<String, Json> calls(SupervisedServer server) {
        var requested = Optional.ofNullable(System.getenv("MCP_CONFORMANCE_CONTEXT"))
                .map(context -> new Json(context).member("toolCalls"));
        var calls = new LinkedHashMap<String, Json>();
        if (requested.isPresent()) {
            requested
                    .get()
                    .elements()
                    .forEach(call -> calls.put(
                            call.members()
                                    .getOrDefault("name", Json.NULL)
                                    .asString()
                                    .orElseThrow(),
                            call.members().getOrDefault("arguments", Json.EMPTY_OBJECT)));
        } else {
            server.tools().values().forEach(tool -> calls.put(tool.name(), arguments(server, tool)));
        }
        return calls;
    }

    private static Json arguments(SupervisedServer server, McpTool tool) {
        var echoed = server.tools().get("json_schema_2020_12_tool");
        return tool.name().equals("json_schema_echo") && echoed != null
                ? new Json("{\"schema\":" + echoed.inputSchema().text() + "}")
                : arguments(tool);
    }

    private static Json arguments(McpTool tool) {
        var required = tool.inputSchema().members().getOrDefault("required", Json.NULL).elements().stream()
                .flatMap(name -> name.asString().stream())
                .toList();
        var properties = tool.inputSchema()
                .members()
                .getOrDefault("properties", Json.EMPTY_OBJECT)
                .members();
        return new Json(required.stream()
                .map(name -> Json.string(name).text() + ':' + example(properties.getOrDefault(name, Json.EMPTY_OBJECT)))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private static String example(Json property) {
        var type = property.members().getOrDefault("type", Json.NULL).asString().orElse("");
        return switch (type) {
            case "number", "integer" -> "3";
            case "boolean" -> "true";
            case "array" -> "[]";
            case "object" -> "{}";
            default -> "\"text\"";
        };
    }
}
