// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.contract.tool.ServerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How servers are, in the words of their topic. Safe from any thread. */
final class StatusBoard {

    private static final int MAX_REFUSED = 100;
    private static final String STOPPED = "stopped";

    private final String adapter;
    private final ToolRegistry registry;
    private final Map<String, ServerStatus> said = new ConcurrentHashMap<>();

    /** @param adapter the instance that speaks */
    StatusBoard(String adapter, ToolRegistry registry) {
        this.adapter = adapter;
        this.registry = registry;
    }

    /** How it is, where that is not what was said last. */
    Optional<ServerStatus> change(McpServer server, Instant now) {
        var last = said.get(server.name());
        var status = status(server, now, last == null ? null : last.ping());
        if (last != null && as(status, status.state(), last.at()).equals(last)) {
            return Optional.empty();
        }
        said.put(server.name(), status);
        return Optional.of(status);
    }

    /** How it is, after a ping. */
    ServerStatus now(McpServer server, Instant now, @Nullable Duration ping) {
        var status = status(server, now, ping);
        said.put(server.name(), status);
        return status;
    }

    /** The last word of this instance. */
    ServerStatus stopped(McpServer server, Instant now) {
        return as(status(server, now, null), STOPPED, now);
    }

    private ServerStatus status(McpServer server, Instant now, @Nullable Duration ping) {
        var report = server.report();
        var state = report.state();
        var reason = reason(state);
        return new ServerStatus(
                server.name(),
                adapter,
                now,
                word(state),
                reason.isEmpty() ? null : reason,
                report.transport(),
                state instanceof ServerState.Ready ready ? ready.session().version() : null,
                registry.tools(server).size(),
                leftOut(server),
                report.starts(),
                report.counts().skippedMessages(),
                report.counts().unmatchedAnswers(),
                report.counts().refusedRequests(),
                ping);
    }

    private static String word(ServerState state) {
        return switch (state) {
            case ServerState.NotConfigured _ -> "not-configured";
            case ServerState.Starting _ -> "starting";
            case ServerState.Ready _ -> "ready";
            case ServerState.Quarantined _ -> "quarantined";
            case ServerState.Unusable _ -> "unusable";
            case ServerState.Stopped _ -> STOPPED;
        };
    }

    private static String reason(ServerState state) {
        return switch (state) {
            case ServerState.NotConfigured(var _, var reason) -> reason;
            case ServerState.Starting(var reason) -> reason;
            case ServerState.Quarantined(var reason, var _) -> reason;
            case ServerState.Unusable(var _, var reason) -> reason;
            case ServerState.Ready _, ServerState.Stopped _ -> "";
        };
    }

    private List<String> leftOut(McpServer server) {
        var refused = server.report().refused().stream().map(tool -> "%s: %s".formatted(tool.name(), tool.reason()));
        var denied = server.tools().keySet().stream()
                .filter(tool -> registry.isDenied(server, tool))
                .map(tool -> tool + ": kept from agents by allow or deny in the file of servers");
        return Stream.concat(refused, denied).limit(MAX_REFUSED).toList();
    }

    private static ServerStatus as(ServerStatus status, String state, Instant at) {
        return new ServerStatus(
                status.server(),
                status.adapter(),
                at,
                state,
                status.reason(),
                status.transport(),
                status.protocol(),
                status.tools(),
                status.refusedTools(),
                status.starts(),
                status.skippedLines(),
                status.unmatchedAnswers(),
                status.refusedRequests(),
                status.ping());
    }
}
