// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.registry.RegisteredTool;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.ToolCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Entry of one call in the log of its attempt. */
final class CallLogEntry {

    private final RegisteredTool tool;
    private final ToolCallRequest call;
    private final Instant startedAt;
    private final AttemptListener listener;
    private final long startNanos = System.nanoTime();

    CallLogEntry(RegisteredTool tool, ToolCallRequest call, Instant startedAt, AttemptListener listener) {
        this.tool = tool;
        this.call = call;
        this.startedAt = startedAt;
        this.listener = listener;
    }

    /** @param responseBytes size of the response; 0 if there was none */
    void callEnded(int responseBytes, ToolCallResult result) {
        write(
                responseBytes,
                switch (result) {
                    case ToolCallResult.Completed _ -> null;
                    case ToolCallResult.AttemptEnded(var outcome) -> code(outcome);
                });
    }

    private static @Nullable String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _ -> null;
            case Outcome.Failed(var failure) -> failure.code();
            case Outcome.Deferred(var code, var _, var _) -> code;
            case Outcome.Cancelled _ -> "cancelled";
        };
    }

    /** Writes the entry of a call whose response is no longer awaited. */
    void callAbandoned(String code) {
        write(0, code);
    }

    private void write(int responseBytes, @Nullable String code) {
        var duration = Duration.ofNanos(System.nanoTime() - startNanos);
        int requestBytes = call.arguments().text().getBytes(StandardCharsets.UTF_8).length;
        var ref = tool.ref();
        listener.onToolCall(new ToolCall(
                ref.server(), ref.tool(), startedAt, duration, requestBytes, responseBytes, code, tool.hash()));
    }
}
