// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.TopicOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Periodic observation of committed offsets, until it is closed. */
public final class OffsetWatch implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final ConsumerGroups groups;
    private final List<TopicOffsets.CommittedOffset> seen = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private OffsetWatch(ConsumerGroups groups) {
        this.groups = groups;
        this.thread = Thread.ofVirtual().name("chaos-watch").unstarted(this::observe);
    }

    /** @param groups closed together with the watch */
    public static OffsetWatch start(ConsumerGroups groups) {
        var watch = new OffsetWatch(groups);
        watch.thread.start();
        return watch;
    }

    private void observe() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                var now = groups.now();
                synchronized (seen) {
                    seen.addAll(now);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the observed offsets in order of time. */
    public List<TopicOffsets.CommittedOffset> seen() {
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
