// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.session;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.RpcMessages;
import dev.pulser.mcp.tools.ToolList;
import dev.pulser.service.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Pages of a tool list, up to 100 pages and 2000 tools. */
final class ToolListPages {

    private static final Logger LOG = Logger.getLogger(ToolListPages.class);
    private static final long METHOD_NOT_FOUND = -32601;
    private static final int MAX_PAGES = 100;
    private static final int MAX_TOOLS = 2000;
    private static final long MAX_TTL_MILLIS = Duration.ofDays(1).toMillis();

    private final String server;
    private final List<Json> entries = new ArrayList<>();
    private final Set<Json> cursors = new HashSet<>();
    private @Nullable Duration ttl;

    ToolListPages(String server) {
        this.server = server;
    }

    /**
     * Adds a page.
     *
     * @return cursor of the next page; null if this was the last one
     * @throws ServerStartException if the outcome is not a page
     */
    @Nullable
    Json add(RequestOutcome outcome) throws ServerStartException {
        var page = page(outcome);
        entries.addAll(page.getOrDefault("tools", Json.NULL).elements());
        RpcMessages.number(page.get("ttlMs")).ifPresent(this::addTtl);
        var next = page.get("nextCursor");
        if (next == null || next.isNull()) {
            return null;
        }
        if (!cursors.add(next) || cursors.size() >= MAX_PAGES || entries.size() >= MAX_TOOLS) {
            LOG.warnf(
                    "Tool list truncated at its limit server=%s tools=%d pages=%d",
                    server, entries.size(), cursors.size());
            return null;
        }
        return next;
    }

    private void addTtl(double millis) {
        var added = Duration.ofMillis(Math.clamp((long) millis, 0, MAX_TTL_MILLIS));
        ttl = ttl == null || added.compareTo(ttl) < 0 ? added : ttl;
    }

    ToolList toList() {
        return ToolList.of(entries.subList(0, Math.min(entries.size(), MAX_TOOLS)));
    }

    /** Returns the shortest TTL of all pages; null if the server set none. */
    @Nullable
    Duration ttl() {
        return ttl;
    }

    private static Map<String, Json> page(RequestOutcome outcome) throws ServerStartException {
        return switch (outcome) {
            case RequestOutcome.Result result -> result.value().members();
            case RequestOutcome.ErrorResponse error
            when error.code() == METHOD_NOT_FOUND -> Map.of(); // a server without tools
            case RequestOutcome.ErrorResponse error ->
                throw new ServerStartException("tools/list was rejected: " + Excerpt.line(error.message()));
            case RequestOutcome.TooLarge tooLarge ->
                throw new ServerStartException(
                        "The tool list exceeds the limit of %d bytes (pulser.mcp.max-message-bytes)"
                                .formatted(tooLarge.limit()));
            case RequestOutcome.TimedOut() ->
                throw new ServerStartException("No response to tools/list within pulser.mcp.start-timeout");
            case RequestOutcome.Lost(var reason) -> throw new ServerStartException(reason);
            case RequestOutcome.NotSent(var reason) -> throw new ServerStartException(reason);
        };
    }
}
