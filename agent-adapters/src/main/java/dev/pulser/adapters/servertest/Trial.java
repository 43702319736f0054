// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.servertest;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.tools.RefusedTool;
import dev.pulser.adapters.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of trying one server.
 *
 * @param state    {@code ready}, {@code failed}, {@code not-configured}, or {@code declared} where it was only looked at
 * @param protocol version of MCP; null where it never came so far
 * @param refused  tools that it lists and nobody may call
 * @param took     from its start to its list of tools, or to its failure
 * @param ping     how long it took to answer; null where it was not asked, or did not
 * @param reason   why it is not ready, and the way out; null where it is
 */
record Trial(
        String server,
        String state,
        @Nullable String protocol,
        int tools,
        List<RefusedTool> refused,
        Duration took,
        @Nullable Duration ping,
        @Nullable String reason) {

    private static final Duration PING_LIMIT = Duration.ofSeconds(10);

    /** What can be said without starting it. */
    static Trial lookAt(McpServer server) {
        return server.state() instanceof ServerState.NotConfigured(var _, var reason)
                ? notConfigured(server, reason)
                : new Trial(server.name(), "declared", null, 0, List.of(), Duration.ZERO, null, null);
    }

    /** Starts it, waits for its tools as long as the adapters would, pings it and ends it. */
    static Trial of(McpServer server) throws InterruptedException {
        long begun = System.nanoTime();
        try (server) {
            server.start();
            var state = server.await();
            var took = Duration.ofNanos(System.nanoTime() - begun);
            return switch (state) {
                case ServerState.Ready ready -> ready(server, ready, took);
                case ServerState.NotConfigured(var _, var reason) -> notConfigured(server, reason);
                case ServerState.Starting(var reason) -> failed(server, took, said(reason, took));
                case ServerState.Quarantined(var reason, var _) -> failed(server, took, reason);
                case ServerState.Unusable(var _, var reason) -> failed(server, took, reason);
                case ServerState.Stopped _ -> failed(server, took, "it was stopped");
            };
        }
    }

    private static String said(String reason, Duration took) {
        return reason.isEmpty() ? "it did not list its tools within %d s".formatted(took.toSeconds()) : reason;
    }

    private static Trial notConfigured(McpServer server, String reason) {
        return new Trial(server.name(), "not-configured", null, 0, List.of(), Duration.ZERO, null, reason);
    }

    private static Trial failed(McpServer server, Duration took, String reason) {
        return new Trial(server.name(), "failed", null, 0, List.of(), took, null, reason);
    }

    private static Trial ready(McpServer server, ServerState.Ready ready, Duration took) throws InterruptedException {
        var session = ready.session();
        long asked = System.nanoTime();
        var reply = session.ping(PING_LIMIT);
        var ping = Duration.ofNanos(System.nanoTime() - asked);
        return switch (reply) {
            case Reply.Result _, Reply.Refused _, Reply.TooLarge _ ->
                new Trial(
                        server.name(),
                        "ready",
                        session.version(),
                        ready.tools(),
                        server.refusedTools(),
                        took,
                        ping,
                        null);
            case Reply.TimedOut _ ->
                failed(
                        server,
                        took,
                        "it listed its tools, and left a ping without an answer for %d s"
                                .formatted(PING_LIMIT.toSeconds()));
            case Reply.Lost(var reason) -> failed(server, took, "it listed its tools, and then: " + reason);
            case Reply.NotSent(var reason) -> failed(server, took, "it listed its tools, and then: " + reason);
        };
    }

    /** In one line; what is not known is left out. */
    String json() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("server", quoted(server));
        fields.put("state", quoted(state));
        if (protocol != null) {
            fields.put("protocol", quoted(protocol));
            fields.put("tools", Integer.toString(tools));
            fields.put(
                    "refused_tools",
                    refused.stream()
                            .map(tool -> quoted(tool.name() + ": " + tool.reason()))
                            .collect(Collectors.joining(",", "[", "]")));
        }
        if (!took.isZero()) {
            fields.put("start_milliseconds", Long.toString(took.toMillis()));
        }
        if (ping != null) {
            fields.put("ping_milliseconds", Long.toString(ping.toMillis()));
        }
        if (reason != null) {
            fields.put("reason", quoted(reason));
        }
        return fields.entrySet().stream().map(Trial::member).collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Map.Entry<String, String> field) {
        return quoted(field.getKey()) + ':' + field.getValue();
    }

    private static String quoted(String text) {
        return Json.string(text).text();
    }
}
