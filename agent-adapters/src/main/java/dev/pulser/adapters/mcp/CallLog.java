// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.task.ToolCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The entry of one call in the log of its attempt. */
final class CallLog {

    private final String server;
    private final PlannedCall call;
    private final Instant startedAt;
    private final Progress progress;
    private final long started = System.nanoTime();

    CallLog(String server, PlannedCall call, Instant startedAt, Progress progress) {
        this.server = server;
        this.call = call;
        this.startedAt = startedAt;
        this.progress = progress;
    }

    /** @param answered bytes of the answer, 0 where there was none */
    void ended(int answered, boolean succeeded) {
        var took = Duration.ofNanos(System.nanoTime() - started);
        int asked = call.arguments().text().getBytes(StandardCharsets.UTF_8).length;
        progress.called(new ToolCall(server, call.tool(), startedAt, took, asked, answered, succeeded));
    }
}
