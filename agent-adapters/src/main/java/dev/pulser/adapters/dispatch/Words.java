// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.routing.Report;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What an agent says during one attempt: passed on at most twice a second and cut to {@value #MAX_CHARS} characters, so that
 * a talkative agent floods no topic. What comes in between is left out. Safe from any thread.
 */
final class Words implements Consumer<Report.Progress> {

    static final int MAX_CHARS = 2_000;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Consumer<Report.Progress> listener;
    private final LongSupplier nanoTime;
    private long nextAt;

    Words(Consumer<Report.Progress> listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.nanoTime = nanoTime;
        nextAt = nanoTime.getAsLong();
    }

    @Override
    public void accept(Report.Progress said) {
        if (isTime()) {
            var message = said.message();
            var cut =
                    message.length() <= MAX_CHARS ? message : "…" + message.substring(message.length() - MAX_CHARS + 1);
            listener.accept(new Report.Progress(said.id(), said.epoch(), cut, said.fraction()));
        }
    }

    private synchronized boolean isTime() {
        long now = nanoTime.getAsLong();
        if (now - nextAt < 0) {
            return false;
        }
        nextAt = now + PAUSE_NANOS;
        return true;
    }
}
