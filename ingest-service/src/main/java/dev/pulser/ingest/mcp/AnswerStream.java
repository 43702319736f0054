// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.ingest.mcp.tool.Listener;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request: JSON, or, once something was told before it, a stream of events of which it is the last. For
 * one thread.
 */
final class AnswerStream implements Listener {

    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final HttpServerResponse response;
    private final boolean takesEvents;
    private final @Nullable String progressToken;
    private boolean streaming;

    /**
     * @param accept        what the client takes
     * @param progressToken JSON; null where the client does not want to know
     */
    AnswerStream(HttpServerResponse response, @Nullable String accept, @Nullable String progressToken) {
        this.response = response;
        this.takesEvents = accept != null && accept.contains(EVENTS);
        this.progressToken = progressToken;
    }

    @Override
    public boolean hears() {
        return takesEvents;
    }

    /** Without a token the client gets a comment: it keeps the connection from being taken for dead. */
    @Override
    public boolean tell(Duration passed, Duration limit, String message) {
        if (takesEvents && !response.closed()) {
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
                    .putHeader("X-Accel-Buffering", "no"); // proxies pass it on at once
        }
    }

    private static String progress(String token, Duration passed, Duration limit, String message) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":%s,\"progress\":%s,\"total\":%s,\"message\":\"%s\"}}"
                .formatted(token, passed.toMillis() / 1_000.0, limit.toSeconds(), message);
    }

    /** @param json one JSON-RPC response */
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

    /** Line breaks of a JSON text stand between its tokens only, where a blank does as well. */
    private static String event(String json) {
        return "event: message\ndata: " + json.replace('\n', ' ').replace('\r', ' ') + "\n\n";
    }
}
