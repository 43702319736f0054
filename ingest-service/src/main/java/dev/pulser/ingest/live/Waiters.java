// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.live;

import dev.pulser.contract.task.TaskId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Those who wait for the end of a task. Bounded: who comes when there are {@value #MAX} is not made to wait. Safe from any
 * thread.
 */
@Singleton
public final class Waiters {

    static final int MAX = 10_000;

    private final Map<TaskId, Bell> bells = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** One per awaited task, shared by all who wait for it. */
    private record Bell(CountDownLatch rung, int waiting) {

        Bell joined() {
            return new Bell(rung, waiting + 1);
        }

        Bell left() {
            return new Bell(rung, waiting - 1);
        }
    }

    /** A place among the waiting, taken before one looks whether there is anything to wait for. */
    public final class Place implements AutoCloseable {

        private final TaskId id;
        private final CountDownLatch rung;

        private Place(TaskId id, CountDownLatch rung) {
            this.id = id;
            this.rung = rung;
        }

        /** Returns when the task has ended, or {@code limit} has passed. Whether it has ended. */
        public boolean await(Duration limit) throws InterruptedException {
            return rung.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            waiting.decrementAndGet();
            bells.computeIfPresent(id, (key, bell) -> bell.waiting() == 1 ? null : bell.left());
        }
    }

    /** Whether there is room for one more. */
    public boolean hasRoom() {
        return waiting.get() < MAX;
    }

    /** How many wait now. */
    public int waiting() {
        return waiting.get();
    }

    public Place take(TaskId id) {
        waiting.incrementAndGet();
        var bell =
                bells.compute(id, (key, known) -> known == null ? new Bell(new CountDownLatch(1), 1) : known.joined());
        return new Place(id, bell.rung());
    }

    /** Tells all who wait for it that the task has ended. */
    void ended(TaskId id) {
        var bell = bells.get(id);
        if (bell != null) {
            bell.rung().countDown();
        }
    }
}
