// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.limiter;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Permit for one call. Thread-safe. */
public final class CallPermit implements AutoCloseable {

    private final AtomicReference<@Nullable Runnable> release;

    CallPermit(Runnable release) {
        this.release = new AtomicReference<>(release);
    }

    /** Releases the permit. Further calls have no effect. */
    @Override
    public void close() {
        var action = release.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }
}
