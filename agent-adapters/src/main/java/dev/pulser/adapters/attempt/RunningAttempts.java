// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Attempts of this instance until their outcome is written. Safe from any thread. */
public final class RunningAttempts {

    private final ConcurrentMap<TaskId, RunningAttempt> byTask = new ConcurrentHashMap<>();
    private final RecentAttempts ended = new RecentAttempts(10_000);
    private final AtomicLong payloadBytes = new AtomicLong();
    private final int maxRunning;
    private final long maxPayloadBytes;

    public RunningAttempts(int maxRunning, long maxPayloadBytes) {
        this.maxRunning = maxRunning;
        this.maxPayloadBytes = maxPayloadBytes;
    }

    /** Adds the attempt. Returns false if the same or a later attempt of its task is running or has ended here. */
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
        Optional.ofNullable(superseded[0]).ifPresent(previous -> previous.stop(StopReason.SUPERSEDED));
        return true;
    }

    /** Returns the running attempt of the task with exactly this epoch. */
    Optional<RunningAttempt> find(TaskId task, int epoch) {
        return Optional.ofNullable(byTask.get(task))
                .filter(attempt -> attempt.assignment().epoch() == epoch);
    }

    /** Removes the attempt once its outcome is written. */
    void remove(RunningAttempt attempt) {
        var id = attempt.assignment().task().id();
        ended.add(id, attempt.assignment().epoch());
        byTask.remove(id, attempt);
        payloadBytes.addAndGet(-attempt.payloadBytes());
        synchronized (this) {
            notifyAll();
        }
    }

    /** Waits until no attempt is running. Returns false if {@code limit} elapsed first. */
    public synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!byTask.isEmpty()) {
            long remaining = end - System.nanoTime();
            if (remaining <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, remaining);
        }
        return true;
    }

    public Collection<RunningAttempt> all() {
        return List.copyOf(byTask.values());
    }

    public int size() {
        return byTask.size();
    }

    /** Returns true while no further attempt should be started. */
    public boolean isFull() {
        return byTask.size() >= maxRunning || payloadBytes.get() >= maxPayloadBytes;
    }
}
