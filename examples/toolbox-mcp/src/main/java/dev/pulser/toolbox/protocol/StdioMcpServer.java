// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import dev.pulser.toolbox.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;

/**
 * MCP server over a pair of streams, one JSON-RPC message per line.
 *
 * <p>Supports protocol version 2026-07-28 without a session and, after {@code initialize}, 2025-11-25, 2025-06-18,
 * 2025-03-26 and 2024-11-05. Malformed messages get an error response.
 */
public final class StdioMcpServer {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ServerIdentity identity;
    private final Collection<Tool> tools;

    /** @param tools tools in the order of the listing; their names must be unique */
    public StdioMcpServer(ServerIdentity identity, Collection<Tool> tools) {
        this.identity = identity;
        this.tools = tools;
    }

    /**
     * Serves until the end of the input. Running calls then have three seconds to complete.
     *
     * @throws IOException when the input cannot be read
     */
    public void serve(InputStream input, OutputStream output) throws IOException, InterruptedException {
        var lines = new InputLineReader(input);
        var writer = new MessageWriter(output);
        var responses = new McpResponses(identity);
        var calls = new RunningCalls();
        var session = new JsonRpcSession(new McpMethods(tools, calls, responses, writer), calls, responses, writer);
        for (var line = lines.next(); !(line instanceof InputLine.End); line = lines.next()) {
            handle(line, session);
        }
        calls.finish(GRACE);
    }

    private static void handle(InputLine line, JsonRpcSession session) {
        switch (line) {
            case InputLine.Message(var text) when text.isEmpty() -> {}
            case InputLine.Message(var text) -> session.receive(text);
            case InputLine.Unreadable(var reason) -> session.reject(null, RpcError.parse(reason));
            case InputLine.End() -> {}
        }
    }
}
