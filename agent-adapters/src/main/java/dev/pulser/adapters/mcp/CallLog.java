// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.registry.KnownTool;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.ToolCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The entry of one call in the log of its attempt. */
final class CallLog {

    private final KnownTool tool;
    private final PlannedCall call;
    private final Instant startedAt;
    private final Progress progress;
    private final long started = System.nanoTime();

    CallLog(KnownTool tool, PlannedCall call, Instant startedAt, Progress progress) {
        this.tool = tool;
        this.call = call;
        this.startedAt = startedAt;
        this.progress = progress;
    }

    /** @param answered bytes of the answer, 0 where there was none */
    void ended(int answered, Step step) {
        write(
                answered,
                switch (step) {
                    case Step.Done _ -> null;
                    case Step.Ended(var outcome) -> code(outcome);
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

    /** Nobody waits for its answer any more. */
    void cutOff(String code) {
        write(0, code);
    }

    private void write(int answered, @Nullable String code) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        int asked = call.arguments().text().getBytes(StandardCharsets.UTF_8).length;
        var ref = tool.ref();
        progress.called(new ToolCall(
                ref.server(), ref.tool(), startedAt, took, asked, answered, code == null, code, tool.hash()));
    }
}
