// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.servertest;

import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.SupervisedServer;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.tools.RejectedTool;
import dev.pulser.service.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Result of the test of one server.
 *
 * @param state         {@code ready}, {@code failed}, {@code not-configured}, or {@code declared} if it was not started
 * @param protocol      protocol version; null if it was not negotiated
 * @param rejectedTools listed tools with an invalid definition
 * @param startTime     time from the start to the tool list or the failure
 * @param ping          duration of a ping; null if there was none
 * @param reason        problem and remedy; null if the server is ready
 */
record McpServerTestResult(
        String server,
        String state,
        @Nullable String protocol,
        int tools,
        List<RejectedTool> rejectedTools,
        Duration startTime,
        @Nullable Duration ping,
        @Nullable String reason) {

    private static final Duration PING_TIMEOUT = Duration.ofSeconds(10);

    /** Checks the declaration without starting the server. */
    static McpServerTestResult checkDeclaration(SupervisedServer server) {
        return server.state() instanceof ServerState.NotConfigured(var _, var reason)
                ? notConfigured(server, reason)
                : new McpServerTestResult(server.name(), "declared", null, 0, List.of(), Duration.ZERO, null, null);
    }

    /** Starts the server, waits for its tools up to the configured timeout, pings and stops it. */
    static McpServerTestResult test(SupervisedServer server) throws InterruptedException {
        long start = System.nanoTime();
        try (server) {
            server.start();
            var state = server.await();
            var startTime = Duration.ofNanos(System.nanoTime() - start);
            return switch (state) {
                case ServerState.Ready ready -> ping(server, ready, startTime);
                case ServerState.NotConfigured(var _, var reason) -> notConfigured(server, reason);
                case ServerState.Starting(var reason) ->
                    failed(
                            server,
                            startTime,
                            reason.isEmpty() ? "No tool list within %d s".formatted(startTime.toSeconds()) : reason);
                case ServerState.BackingOff _, ServerState.Failed _, ServerState.Stopped _ ->
                    failed(server, startTime, state.reason());
            };
        }
    }

    private static McpServerTestResult notConfigured(SupervisedServer server, String reason) {
        return new McpServerTestResult(
                server.name(), "not-configured", null, 0, List.of(), Duration.ZERO, null, reason);
    }

    private static McpServerTestResult failed(SupervisedServer server, Duration startTime, String reason) {
        return new McpServerTestResult(server.name(), "failed", null, 0, List.of(), startTime, null, reason);
    }

    private static McpServerTestResult ping(SupervisedServer server, ServerState.Ready ready, Duration startTime)
            throws InterruptedException {
        var session = ready.session();
        long start = System.nanoTime();
        var outcome = session.ping(PING_TIMEOUT);
        var ping = Duration.ofNanos(System.nanoTime() - start);
        return switch (outcome) {
            case RequestOutcome.Result _, RequestOutcome.ErrorResponse _, RequestOutcome.TooLarge _ ->
                new McpServerTestResult(
                        server.name(),
                        "ready",
                        session.version(),
                        ready.tools(),
                        server.rejectedTools(),
                        startTime,
                        ping,
                        null);
            case RequestOutcome.TimedOut _ ->
                failed(
                        server,
                        startTime,
                        "Tools listed, but no response to a ping within %d s".formatted(PING_TIMEOUT.toSeconds()));
            case RequestOutcome.Lost(var reason) ->
                failed(server, startTime, "Tools listed, but the ping failed: " + reason);
            case RequestOutcome.NotSent(var reason) ->
                failed(server, startTime, "Tools listed, but the ping failed: " + reason);
        };
    }

    /** Returns the result as JSON on one line, without unknown values. */
    String json() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("server", quoted(server));
        fields.put("state", quoted(state));
        if (protocol != null) {
            fields.put("protocol", quoted(protocol));
            fields.put("tools", Integer.toString(tools));
            fields.put(
                    "rejected_tools",
                    rejectedTools.stream()
                            .map(tool -> quoted(tool.name() + ": " + tool.reason()))
                            .collect(Collectors.joining(",", "[", "]")));
        }
        if (!startTime.isZero()) {
            fields.put("start_milliseconds", Long.toString(startTime.toMillis()));
        }
        if (ping != null) {
            fields.put("ping_milliseconds", Long.toString(ping.toMillis()));
        }
        if (reason != null) {
            fields.put("reason", quoted(reason));
        }
        return fields.entrySet().stream().map(McpServerTestResult::member).collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Map.Entry<String, String> field) {
        return quoted(field.getKey()) + ':' + field.getValue();
    }

    private static String quoted(String text) {
        return Json.string(text).text();
    }
}
