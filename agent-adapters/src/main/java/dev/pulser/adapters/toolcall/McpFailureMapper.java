// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.rpc.RequestOutcome;
import java.time.Duration;

/** Mapper of failed tool calls and unavailable servers to outcomes of attempts. */
final class McpFailureMapper {

    private static final int MAX_TOOL_ERROR_CHARS = 2000;
    private static final Duration MIN_DEFERRAL = Duration.ofSeconds(1);

    private McpFailureMapper() {}

    /** Maps the state of a server that is not ready. */
    static Outcome unavailable(String server, ServerState state) {
        return switch (state) {
            case ServerState.NotConfigured(var code, var reason) -> Outcomes.permanent(code, reason);
            case ServerState.Failed(var code, var reason) ->
                Outcomes.permanent(code, "MCP server %s failed: %s.".formatted(server, reason));
            case ServerState.BackingOff(var reason, var retryAtNanos) ->
                new Outcome.Failed(new Failure.Transient(
                        "mcp-server-backing-off",
                        "MCP server %s failed to start three times in a row and is backing off: %s."
                                .formatted(server, reason),
                        Duration.ofNanos(Math.max(0, retryAtNanos - System.nanoTime()))));
            case ServerState.Starting _, ServerState.Ready _, ServerState.Stopped _ ->
                Outcomes.retryable(
                        "mcp-server-unavailable",
                        "MCP server %s is not ready (%s).".formatted(server, state.summary()));
        };
    }

    static Outcome error(String server, String tool, RequestOutcome.ErrorResponse error) {
        var reason = "MCP server %s rejected the call of tool %s with error %d: %s"
                .formatted(server, tool, error.code(), Excerpt.line(error.message()));
        return isPermanent((int) error.code())
                ? Outcomes.permanent("tool-refused", reason)
                : Outcomes.retryable("mcp-error", reason);
    }

    /** Classifies a JSON-RPC error code, or an HTTP status if there was no JSON-RPC error. */
    private static boolean isPermanent(int code) {
        return switch (code) {
            case -32600, -32601, -32602 -> true; // invalid request, method not found, invalid params
            case 408, 425, 429 -> false;
            default -> code >= 300 && code < 500;
        };
    }

    /** Maps a call that its limits did not admit within the attempt. */
    static Outcome limited(String server, String tool, Duration retryAfter) {
        return Outcomes.deferred(
                "tool-limit-reached",
                "The call limit of tool %s of MCP server %s is reached (limits in mcp.json).".formatted(tool, server),
                retryAfter.compareTo(MIN_DEFERRAL) < 0 ? MIN_DEFERRAL : retryAfter);
    }

    /** Maps a lost connection. It is unknown whether the tool ran. */
    static Outcome lost(String server, String tool, String reason) {
        return Outcomes.ambiguous(
                "mcp-server-lost",
                "The connection to MCP server %s was lost during the call of tool %s: %s."
                        .formatted(server, tool, reason));
    }

    static Outcome timedOut(String server, String tool) {
        return Outcomes.ambiguous(
                "tool-timeout",
                "Tool %s of MCP server %s did not respond within pulser.mcp.call-timeout.".formatted(tool, server));
    }

    static Outcome tooLarge(String server, String tool, long bytes, int limit, String setting) {
        return Outcomes.permanent(
                "response-too-large",
                "The response of tool %s of MCP server %s has %d bytes; the limit is %d (%s)."
                        .formatted(tool, server, bytes, limit, setting));
    }

    static Outcome toolError(String tool, String text) {
        var excerpt = Excerpt.truncate(text, MAX_TOOL_ERROR_CHARS);
        return Outcomes.permanent("tool-error", "Tool %s failed: %s".formatted(tool, excerpt.replace('\0', '\uFFFD')));
    }
}
