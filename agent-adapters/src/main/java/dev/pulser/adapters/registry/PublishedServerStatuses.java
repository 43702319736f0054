// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.contract.tool.McpServerConnection;
import dev.pulser.contract.tool.McpServerCounters;
import dev.pulser.contract.tool.McpServerStatus;
import dev.pulser.contract.tool.McpServerTools;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.SupervisedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Server statuses of this instance on the topic {@code pulser.servers.status}. Thread-safe. */
final class PublishedServerStatuses {

    private static final int MAX_REJECTED_TOOLS = 100;

    private final String adapter;
    private final ToolRegistry registry;
    private final Map<String, McpServerStatus> lastByServer = new ConcurrentHashMap<>();

    /** @param adapter name of this instance */
    PublishedServerStatuses(String adapter, ToolRegistry registry) {
        this.adapter = adapter;
        this.registry = registry;
    }

    /** Returns the record to write if the status has changed; empty otherwise. */
    Optional<McpServerStatus> change(SupervisedServer server, Instant now) {
        var last = lastByServer.get(server.name());
        var status = status(server, now, last == null ? null : last.connection().ping());
        if (last != null && withState(status, status.state(), last.at()).equals(last)) {
            return Optional.empty();
        }
        lastByServer.put(server.name(), status);
        return Optional.of(status);
    }

    /** Returns the record to write after a ping; {@code ping} is null if it was not answered. */
    McpServerStatus afterPing(SupervisedServer server, Instant now, @Nullable Duration ping) {
        var status = status(server, now, ping);
        lastByServer.put(server.name(), status);
        return status;
    }

    /** Returns the last record of this instance before it stops. */
    McpServerStatus stopped(SupervisedServer server, Instant now) {
        return withState(status(server, now, null), new ServerState.Stopped().name(), now);
    }

    private McpServerStatus status(SupervisedServer server, Instant now, @Nullable Duration ping) {
        var snapshot = server.snapshot();
        var state = snapshot.state();
        var counts = snapshot.counts();
        return new McpServerStatus(
                server.name(),
                adapter,
                now,
                state.name(),
                state.reason().isEmpty() ? null : state.reason(),
                new McpServerConnection(
                        snapshot.transport(),
                        state instanceof ServerState.Ready ready
                                ? ready.session().version()
                                : null,
                        snapshot.starts(),
                        ping),
                new McpServerTools(registry.tools(server).size(), rejectedTools(server)),
                new McpServerCounters(
                        counts.skippedMessages(), counts.unmatchedResponses(), counts.rejectedRequests()));
    }

    private List<String> rejectedTools(SupervisedServer server) {
        var invalid = server.rejectedTools().stream().map(tool -> "%s: %s".formatted(tool.name(), tool.reason()));
        var denied = server.tools().keySet().stream()
                .filter(tool -> registry.isDenied(server, tool))
                .map(tool -> tool + ": not allowed (allow and deny in mcp.json)");
        return Stream.concat(invalid, denied).limit(MAX_REJECTED_TOOLS).toList();
    }

    private static McpServerStatus withState(McpServerStatus status, String state, Instant at) {
        return new McpServerStatus(
                status.server(),
                status.adapter(),
                at,
                state,
                status.reason(),
                status.connection(),
                status.tools(),
                status.counters());
    }
}
