// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.Offsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at what groups have committed, every few seconds, as long as it is open. */
public final class Watch implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final Groups groups;
    private final List<Offsets.Committed> seen = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private Watch(Groups groups) {
        this.groups = groups;
        this.thread = Thread.ofVirtual().name("chaos-watch").unstarted(this::look);
    }

    /** @param groups becomes this one's, which closes it */
    public static Watch start(Groups groups) {
        var watch = new Watch(groups);
        watch.thread.start();
        return watch;
    }

    private void look() {
        try {
            while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                var now = groups.now();
                synchronized (seen) {
                    seen.addAll(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In the order of time. */
    public List<Offsets.Committed> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        groups.close();
    }
}
