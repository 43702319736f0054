// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.toolbox.bench.ToolCalls;
import dev.pulser.toolbox.host.Echo;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** McpExchange of lines with a server that has an echo tool and a failing tool. */
final class McpExchange {

    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private McpExchange() {}

    static List<JsonNode> exchange(String... lines) throws Exception {
        var server =
                new StdioMcpServer(new ServerIdentity("toolbox", "1.0", "Use it."), List.of(new Echo(), new Broken()));
        var output = new ByteArrayOutputStream();
        server.serve(new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(UTF_8)), output);
        return output.toString(UTF_8).lines().map(ToolCalls::json).toList();
    }

    static String initialize(String version) {
        return request(
                0,
                "initialize",
                "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{}}".formatted(version));
    }

    /** @param params further parameters after {@code _meta}, with a comma in front */
    static String modern(int id, String method, String params) {
        return request(id, method, "{" + META + params + "}");
    }

    static String request(Object id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params);
    }

    private static final class Broken implements Tool {

        record Nothing() {}

        @Override
        public ToolDeclaration spec() {
            return new ToolDeclaration("broken", "Broken", "Fails.", List.of(), Nothing.class, false);
        }

        @Override
        public ToolResult call(ToolArguments arguments) {
            throw new IllegalStateException("on purpose");
        }
    }
}
