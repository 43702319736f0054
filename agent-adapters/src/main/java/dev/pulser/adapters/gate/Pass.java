// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.gate;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The right to make one call. Safe from any thread. */
public final class Pass implements AutoCloseable {

    private final AtomicReference<@Nullable Runnable> end;

    Pass(Runnable end) {
        this.end = new AtomicReference<>(end);
    }

    /** The call is over; a second time does nothing. */
    @Override
    public void close() {
        var once = end.getAndSet(null);
        if (once != null) {
            once.run();
        }
    }
}
