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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A list of tools as it comes in, page by page, up to caps: a list without an end ends here. */
final class ToolPages {

    private static final Logger LOG = Logger.getLogger(ToolPages.class);
    private static final long METHOD_NOT_FOUND = -32601;
    private static final int MAX_PAGES = 100;
    private static final int MAX_TOOLS = 2000;
    private static final long LONGEST_FRESH_MILLIS = Duration.ofDays(1).toMillis();

    private final String server;
    private final List<Json> entries = new ArrayList<>();
    private final Set<Json> cursors = new HashSet<>();
    private @Nullable Duration fresh;

    ToolPages(String server) {
        this.server = server;
    }

    /** Takes a page. Returns the cursor of the next; null when this was the last. */
    @Nullable
    Json add(Reply reply) throws StartFailure {
        var page = page(reply);
        entries.addAll(page.getOrDefault("tools", Json.NULL).elements());
        Messages.number(page.get("ttlMs")).ifPresent(this::freshFor);
        var next = page.get("nextCursor");
        if (next == null || next.isNull()) {
            return null;
        }
        if (!cursors.add(next) || cursors.size() >= MAX_PAGES || entries.size() >= MAX_TOOLS) {
            LOG.warnf(
                    "list of tools cut off, it does not end server=%s tools=%d pages=%d",
                    server, entries.size(), cursors.size());
            return null;
        }
        return next;
    }

    private void freshFor(double millis) {
        var said = Duration.ofMillis(Math.clamp((long) millis, 0, LONGEST_FRESH_MILLIS));
        fresh = fresh == null || said.compareTo(fresh) < 0 ? said : fresh;
    }

    ToolListing listing() {
        return ToolListing.of(entries.subList(0, Math.min(entries.size(), MAX_TOOLS)));
    }

    /** How long the server says that the list holds; null where it does not say. */
    @Nullable
    Duration fresh() {
        return fresh;
    }

    private static Map<String, Json> page(Reply reply) throws StartFailure {
        return switch (reply) {
            case Reply.Result result -> result.value().members();
            case Reply.Refused refused when refused.code() == METHOD_NOT_FOUND -> Map.of(); // it has none
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
