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
 * An open loop: turns come when the clock says, whether or not the ones before are done, so a slow system cannot slow the
 * load that measures it (no coordinated omission).
 */
public final class Schedule {

    private final Duration gap;

    public Schedule(int perSecond) {
        this.gap = Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** Takes so many turns, and returns when all are done. */
    public void run(int turns, Work work) throws IOException, InterruptedException {
        run(turn -> turn < turns, work);
    }

    /** Takes turns while there is to be another one, which is asked with its number, and returns when all are done. */
    public void run(IntPredicate more, Work work) throws IOException, InterruptedException {
        var running = new ArrayList<Future<?>>();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; more.test(i); i++) {
                long due = start + gap.multipliedBy(i).toNanos();
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var turn = new Turn(i, due);
                running.add(threads.submit(() -> {
                    work.take(turn);
                    return null;
                }));
            }
            for (var turn : running) {
                turn.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    /**
     * One place in the schedule.
     *
     * @param due on the clock of {@link System#nanoTime()}
     */
    public record Turn(int number, long due) {

        /** Time since the turn was due. */
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - due);
        }
    }

    /** What is done at each turn. */
    public interface Work {
        void take(Turn turn) throws IOException, InterruptedException;
    }
}
