// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.ingest.mcp.tool.McpProgressListener;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** HTTP response to one MCP request: plain JSON, or an event stream once progress was sent. Confined to one thread. */
final class McpResponseStream implements McpProgressListener {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final HttpServerResponse response;
    private final boolean acceptsEvents;
    private final @Nullable String progressToken;
    private boolean streaming;

    /**
     * Creates the response.
     *
     * @param accept {@code Accept} header of the request
     * @param progressToken token as JSON; null when the client did not ask for progress
     */
    McpResponseStream(HttpServerResponse response, @Nullable String accept, @Nullable String progressToken) {
        this.response = response;
        this.acceptsEvents = accept != null && accept.contains(EVENTS);
        this.progressToken = progressToken;
    }

    @Override
    public boolean acceptsProgress() {
        return acceptsEvents;
    }

    /** Sends a progress notification, or a comment as keep-alive when the client gave no progress token. */
    @Override
    public boolean report(Duration passed, Duration limit, String message) {
        if (acceptsEvents && !response.closed()) {
            startStream();
            response.write(progressToken == null ? ":\n\n" : event(progress(progressToken, passed, limit, message)));
        }
        return !response.closed();
    }

    private void startStream() {
        if (!streaming) {
            streaming = true;
            response.setStatusCode(200)
                    .setChunked(true)
                    .putHeader("Content-Type", EVENTS)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no"); // disables buffering in proxies
        }
    }

    private static String progress(String token, Duration passed, Duration limit, String message) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":%s,\"progress\":%s,\"total\":%s,\"message\":\"%s\"}}"
                .formatted(token, passed.toMillis() / 1_000.0, limit.toSeconds(), message);
    }

    /**
     * Completes the response.
     *
     * @param json one JSON-RPC response
     */
    void end(int status, byte[] json) {
        if (response.closed() || response.ended()) {
            return;
        }
        if (streaming) {
            response.end(event(new String(json, StandardCharsets.UTF_8)));
        } else {
            response.setStatusCode(status)
                    .putHeader("Content-Type", JSON)
                    .putHeader("Cache-Control", "no-store")
                    .end(Buffer.buffer(json));
        }
    }

    /** Formats a server-sent event. Line breaks in JSON occur only between tokens, where a space is equivalent. */
    private static String event(String json) {
        return "event: message\ndata: " + json.replace('\n', ' ').replace('\r', ' ') + "\n\n";
    }
}
