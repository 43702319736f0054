// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What this instance has in work, until the outcome is written. Safe from any thread. */
final class RunningAttempts {

    private final ConcurrentMap<TaskId, RunningAttempt> byTask = new ConcurrentHashMap<>();
    private final EndedAttempts ended = new EndedAttempts(10_000);
    private final AtomicLong payloadBytes = new AtomicLong();
    private final int maxRunning;
    private final long maxPayloadBytes;

    RunningAttempts(int maxRunning, long maxPayloadBytes) {
        this.maxRunning = maxRunning;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /** Takes it in, unless the same or a later one of its task is here or has ended here. */
    boolean add(RunningAttempt attempt) {
        var id = attempt.assignment().task().id();
        int epoch = attempt.assignment().epoch();
        if (ended.covers(id, epoch)) {
            return false;
        }
        var superseded = new RunningAttempt[1];
        var kept = byTask.compute(id, (key, present) -> {
            if (present == null) {
                return attempt;
            }
            if (present.assignment().epoch() >= epoch) {
                return present;
            }
            superseded[0] = present;
            return attempt;
        });
        if (kept != attempt) {
            return false;
        }
        payloadBytes.addAndGet(attempt.payloadBytes());
        Optional.ofNullable(superseded[0]).ifPresent(old -> old.stop(StopReason.SUPERSEDED));
        return true;
    }

    /** The attempt at this task in this very epoch, where it is in work here. */
    Optional<RunningAttempt> find(TaskId task, int epoch) {
        return Optional.ofNullable(byTask.get(task))
                .filter(attempt -> attempt.assignment().epoch() == epoch);
    }

    /** Its outcome is written. */
    void remove(RunningAttempt attempt) {
        var id = attempt.assignment().task().id();
        ended.add(id, attempt.assignment().epoch());
        byTask.remove(id, attempt);
        payloadBytes.addAndGet(-attempt.payloadBytes());
        synchronized (this) {
            notifyAll();
        }
    }

    /** Waits until nothing is left; false when {@code limit} passed first. */
    synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!byTask.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    Collection<RunningAttempt> all() {
        return List.copyOf(byTask.values());
    }

    int size() {
        return byTask.size();
    }

    boolean isFull() {
        return byTask.size() >= maxRunning || payloadBytes.get() >= maxPayloadBytes;
    }
}
