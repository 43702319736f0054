// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import java.time.Duration;

/** What it means that a tool did not answer with a result. */
final class McpFailures {

    private static final int MAX_TOOL_ERROR_CHARS = 2000;

    private McpFailures() {}

    /** The server is not there. */
    static Outcome unavailable(String server, ServerState state) {
        return switch (state) {
            case ServerState.NotConfigured(var code, var reason) -> Results.permanent(code, reason);
            case ServerState.Unusable(var code, var reason) ->
                Results.permanent(code, "server %s cannot be used: %s".formatted(server, reason));
            case ServerState.Quarantined(var reason, var untilNanos) ->
                new Outcome.Failed(new Failure.Transient(
                        "mcp-server-quarantined",
                        "server %s ended too often in a row and is left alone for a while: %s"
                                .formatted(server, reason),
                        Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()))));
            case ServerState.Starting _, ServerState.Ready _, ServerState.Stopped _ ->
                Results.retryable("mcp-server-unavailable", "server %s is %s".formatted(server, state.summary()));
        };
    }

    static Outcome refused(String server, String tool, Reply.Refused refused) {
        var reason = "server %s refused tool %s with error %d: %s"
                .formatted(server, tool, refused.code(), Excerpt.printable(refused.message()));
        return staysSo((int) refused.code())
                ? Results.permanent("tool-refused", reason)
                : Results.retryable("mcp-error", reason);
    }

    /** Of an error of JSON-RPC, or an HTTP status where there was none. */
    private static boolean staysSo(int code) {
        return switch (code) {
            case -32600, -32601, -32602 -> true; // invalid request, unknown method, invalid parameters
            case 408, 425, 429 -> false; // later
            default -> code >= 300 && code < 500;
        };
    }

    /** Whether the tool did its work is unknown. */
    static Outcome lost(String server, String tool, String why) {
        return Results.unknown(
                "mcp-server-lost", "server %s was lost while tool %s ran: %s".formatted(server, tool, why));
    }

    static Outcome timedOut(String server, String tool) {
        return Results.unknown(
                "tool-timeout",
                "tool %s of server %s did not answer within the limit of a call (pulser.mcp.call-timeout)"
                        .formatted(tool, server));
    }

    static Outcome tooLarge(String server, String tool, long bytes, int limit, String setting) {
        return Results.permanent(
                "response-too-large",
                "tool %s of server %s answered %d bytes, the limit is %d (%s)"
                        .formatted(tool, server, bytes, limit, setting));
    }

    static Outcome toolError(String tool, String text) {
        var cut = text.length() <= MAX_TOOL_ERROR_CHARS ? text : text.substring(0, MAX_TOOL_ERROR_CHARS) + "…";
        return Results.permanent("tool-error", "tool %s failed: %s".formatted(tool, cut.replace('\0', '\uFFFD')));
    }
}
