// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * Schedule of an open loop: work starts at a constant rate, whether or not earlier work is done, so that a slow system does not
 * slow down the load (no coordinated omission).
 */
public final class OpenLoopSchedule {

    private final Duration gap;

    public OpenLoopSchedule(int perSecond) {
        this.gap = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** Runs the work {@code count} times, and returns when all of it is done. */
    public void run(int count, Work work) throws IOException, InterruptedException {
        run(number -> number < count, work);
    }

    /** Runs the work as long as {@code more} returns true for the next number, and returns when all of it is done. */
    public void run(IntPredicate more, Work work) throws IOException, InterruptedException {
        var running = new ArrayList<Future<?>>();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; more.test(i); i++) {
                long due = start + gap.multipliedBy(i).toNanos();
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var slot = new Slot(i, due);
                running.add(threads.submit(() -> {
                    work.run(slot);
                    return null;
                }));
            }
            for (var future : running) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /**
     * Scheduled run of the work.
     *
     * @param due scheduled time on the clock of {@link System#nanoTime()}
     */
    public record Slot(int number, long due) {

        /** Returns the time since the scheduled one. */
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - due);
        }
    }

    /** Work of a schedule. */
    public interface Work {
        void run(Slot slot) throws IOException, InterruptedException;
    }
}
