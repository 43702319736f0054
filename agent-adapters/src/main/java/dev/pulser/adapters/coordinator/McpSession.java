// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.rpc.Messages;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.tools.ToolListing;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** A started server: how it is spoken to, and its tools. Safe from any thread. */
public final class McpSession {

    private static final Logger LOG = Logger.getLogger(McpSession.class);
    private static final int MAX_PAGES = 100;
    private static final int MAX_TOOLS = 2000;

    private final McpConnection connection;
    private final Era era;
    private final Duration callTimeout;

    McpSession(McpConnection connection, Era era, Duration callTimeout) {
        this.connection = connection;
        this.era = era;
        this.callTimeout = callTimeout;
    }

    String version() {
        return era.version();
    }

    /** Whether the process of this session has ended. */
    boolean isOver() {
        return connection.isOver();
    }

    /** Calls a tool and waits. An interruption cancels the call. */
    public Reply call(String tool, Json arguments, ToolCallContext context) throws InterruptedException {
        var meta = new LinkedHashMap<>(era.meta());
        meta.put("dev.pulser/idempotency-key", Json.string(context.idempotencyKey()));
        meta.put("dev.pulser/attempt", new Json(Integer.toString(context.attempt())));
        if (context.traceparent() != null) {
            meta.put("traceparent", Json.string(context.traceparent()));
        }
        var params = new LinkedHashMap<String, Json>();
        params.put("_meta", Messages.object(meta));
        params.put("name", Json.string(tool));
        params.put("arguments", arguments);
        return connection.ask("tools/call", params, callTimeout);
    }

    /** Asks for the tools, page by page, as far as the caps. */
    ToolListing listTools(Duration limit) throws StartFailure, InterruptedException {
        var entries = new ArrayList<Json>();
        var cursors = new HashSet<Json>();
        var params = new LinkedHashMap<String, Json>();
        if (!era.meta().isEmpty()) {
            params.put("_meta", Messages.object(era.meta()));
        }
        while (true) {
            var page = page(connection.ask("tools/list", params, limit));
            var tools = page.get("tools");
            entries.addAll((tools == null ? Json.NULL : tools).elements());
            var next = page.get("nextCursor");
            if (next == null || next.isNull()) {
                break;
            }
            if (!cursors.add(next) || cursors.size() >= MAX_PAGES || entries.size() >= MAX_TOOLS) {
                LOG.warnf("list of tools cut off, it does not end tools=%d pages=%d", entries.size(), cursors.size());
                break;
            }
            params.put("cursor", next);
        }
        return ToolListing.of(entries.subList(0, Math.min(entries.size(), MAX_TOOLS)));
    }

    private static Map<String, Json> page(Reply reply) throws StartFailure {
        return switch (reply) {
            case Reply.Result result -> result.value().members();
            case Reply.Refused refused ->
                throw new StartFailure("it refused to list its tools: " + Excerpt.printable(refused.message()));
            case Reply.TooLarge tooLarge ->
                throw new StartFailure("its list of tools is longer than %d bytes".formatted(tooLarge.limit()));
            case Reply.TimedOut() -> throw new StartFailure("it did not list its tools in time");
            case Reply.Lost(var reason) -> throw new StartFailure(reason);
            case Reply.NotSent(var reason) -> throw new StartFailure(reason);
        };
    }
}
