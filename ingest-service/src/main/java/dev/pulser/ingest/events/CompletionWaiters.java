// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.events;

import dev.pulser.contract.task.TaskId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Registry of requests that wait for the end of a task. At most {@value #MAX} wait at a time; further requests do not
 * wait. Thread-safe.
 */
@Singleton
public final class CompletionWaiters {

    static final int MAX = 10_000;

    private final Map<TaskId, Signal> signals = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Signal of one task, shared by all its waiters. */
    private record Signal(CountDownLatch ended, int waiting) {

        Signal joined() {
            return new Signal(ended, waiting + 1);
        }

        Signal left() {
            return new Signal(ended, waiting - 1);
        }
    }

    /** Registration of one waiter. Taken before the task is looked up, so that no completion is missed. */
    public final class Registration implements AutoCloseable {

        private final TaskId id;
        private final CountDownLatch ended;

        private Registration(TaskId id, CountDownLatch ended) {
            this.id = id;
            this.ended = ended;
        }

        /** Waits for the end of the task, at most {@code limit}. Returns true when the task has ended. */
        public boolean await(Duration limit) throws InterruptedException {
            return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            waiting.decrementAndGet();
            signals.computeIfPresent(id, (key, signal) -> signal.waiting() == 1 ? null : signal.left());
        }
    }

    /** Returns true when another waiter can be registered. */
    public boolean hasCapacity() {
        return waiting.get() < MAX;
    }

    /** Returns the number of waiters. */
    public int waiting() {
        return waiting.get();
    }

    public Registration register(TaskId id) {
        waiting.incrementAndGet();
        var signal = signals.compute(
                id, (key, known) -> known == null ? new Signal(new CountDownLatch(1), 1) : known.joined());
        return new Registration(id, signal.ended());
    }

    /** Wakes all waiters of a task that has ended. */
    void complete(TaskId id) {
        var signal = signals.get(id);
        if (signal != null) {
            signal.ended().countDown();
        }
    }
}
