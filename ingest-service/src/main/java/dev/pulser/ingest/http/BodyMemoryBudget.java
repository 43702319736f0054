// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http;

import java.util.concurrent.atomic.AtomicLong;

/** Budget of memory for request bodies, shared by all requests. Thread-safe. */
final class BodyMemoryBudget {

    private final long limit;
    private final AtomicLong used = new AtomicLong();

    BodyMemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Reserves {@code bytes}. Returns false, reserving nothing, when the budget is exhausted. */
    boolean reserve(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
