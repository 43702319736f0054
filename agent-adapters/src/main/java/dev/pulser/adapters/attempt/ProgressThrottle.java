// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.contract.routing.AdapterReport;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Rate limiter of the progress messages of one attempt: at most two per second, each cut to its last {@value
 * #MAX_CHARS} characters. Messages in between are dropped. Safe from any thread.
 */
final class ProgressThrottle implements Consumer<AdapterReport.AttemptProgress> {

    static final int MAX_CHARS = 2_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Consumer<AdapterReport.AttemptProgress> listener;
    private final LongSupplier nanoTime;
    private long nextAt;

    ProgressThrottle(Consumer<AdapterReport.AttemptProgress> listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        nextAt = nanoTime.getAsLong();
    }

    @Override
    public void accept(AdapterReport.AttemptProgress progress) {
        if (isDue()) {
            var message = progress.message();
            var cut =
                    message.length() <= MAX_CHARS ? message : "…" + message.substring(message.length() - MAX_CHARS + 1);
            listener.accept(
                    new AdapterReport.AttemptProgress(progress.id(), progress.epoch(), cut, progress.fraction()));
        }
    }

    private synchronized boolean isDue() {
        long now = nanoTime.getAsLong();
        if (now - nextAt < 0) {
            return false;
        }
        nextAt = now + PAUSE_NANOS;
        return true;
    }
}
