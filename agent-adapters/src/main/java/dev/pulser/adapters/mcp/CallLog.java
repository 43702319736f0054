// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.registry.KnownTool;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.task.Failure;
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
        switch (step) {
            case Step.Done _ -> write(answered, null);
            case Step.Ended(Outcome.Failed(Failure failure)) -> write(answered, failure.code());
            case Step.Ended(Outcome.Deferred deferred) -> write(answered, deferred.code());
            case Step.Ended(Outcome.Cancelled _) -> cutOff("cancelled");
            case Step.Ended(Outcome.Succeeded _) -> write(answered, null);
        }
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
