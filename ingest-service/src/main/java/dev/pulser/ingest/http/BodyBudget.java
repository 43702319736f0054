// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies are held at a time, over all requests. Safe from any thread. */
final class BodyBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** Whether {@code bytes} more fit; if so they are taken. */
    boolean take(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
