// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.protocol;

import dev.pulser.toolbox.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;

/**
 * An MCP server on a pair of streams, one JSON-RPC message per line.
 *
 * <p>Speaks 2026-07-28 (each request names its version) and, after {@code initialize}, 2025-11-25, 2025-06-18,
 * 2025-03-26 and 2024-11-05. What is not a message is answered with an error and changes nothing.
 */
public final class McpServer {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ServerIdentity identity;
    private final Collection<Tool> tools;

    /** A server of these tools, listed in their order; no two may have one name. */
    public McpServer(ServerIdentity identity, Collection<Tool> tools) {
        this.identity = identity;
        this.tools = tools;
    }

    /**
     * Serves until the input ends; calls then under way have three seconds to answer.
     *
     * @throws IOException when the input cannot be read
     */
    public void serve(InputStream input, OutputStream output) throws IOException, InterruptedException {
        var lines = new LineReader(input);
        var outbox = new Outbox(output);
        var answers = new Answers(identity);
        var calls = new RunningCalls();
        var session = new McpSession(new Methods(tools, calls, answers, outbox), calls, answers, outbox);
        for (var line = lines.next(); !(line instanceof Line.End); line = lines.next()) {
            take(line, session);
        }
        calls.finish(GRACE);
    }

    private static void take(Line line, McpSession session) {
        switch (line) {
            case Line.Message(var text) when text.isEmpty() -> {}
            case Line.Message(var text) -> session.receive(text);
            case Line.Unreadable(var reason) -> session.refuse(null, RpcError.parse(reason));
            case Line.End() -> {}
        }
    }
}
