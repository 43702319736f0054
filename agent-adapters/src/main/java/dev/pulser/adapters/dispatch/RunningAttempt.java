// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.ToolCall;
import dev.pulser.contract.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt in work. Ends exactly once; whoever ends it reports it. Safe from any thread. */
final class RunningAttempt implements Progress {

    private final Assignment assignment;
    private final Instant startedAt;
    private final Consumer<Report.Progress> words;
    private final List<ToolCall> calls = new ArrayList<>();
    private @Nullable Thread thread;
    private @Nullable StopReason stopReason;
    private boolean ended;
    private boolean mayNotBeRepeated;
    private Usage usage = Usage.NONE;

    /** An attempt whose words nobody hears. */
    RunningAttempt(Assignment assignment, Instant startedAt) {
        this(assignment, startedAt, words -> {});
    }

    /** @param words gets what the agent says while it works; must not block */
    RunningAttempt(Assignment assignment, Instant startedAt, Consumer<Report.Progress> words) {
        this.assignment = assignment;
        this.startedAt = startedAt;
        this.words = words;
    }

    Assignment assignment() {
        return assignment;
    }

    int payloadBytes() {
        return assignment.task().payload().length(); // of Latin letters; a bound, not an account
    }

    /** Says which thread works on it, from the thread itself; a stop that came earlier interrupts it at once. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (stopReason != null) {
            thread.interrupt();
        }
    }

    /** From now on the agent may be doing what it must not be asked for twice. */
    synchronized void asksOnce() {
        mayNotBeRepeated = true;
    }

    /** Interrupts the work, unless it is over. The first reason counts. */
    synchronized void stop(StopReason reason) {
        if (ended || stopReason != null) {
            return;
        }
        stopReason = reason;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Why it was interrupted, where it was. */
    synchronized Optional<StopReason> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    /** Ends it; empty when it had ended before. After this nothing interrupts its thread any more. */
    synchronized Optional<Report.Ended> end(Outcome outcome) {
        if (ended) {
            return Optional.empty();
        }
        ended = true;
        return Optional.of(new Report.Ended(
                assignment.task().id(),
                assignment.attempt(),
                assignment.epoch(),
                startedAt,
                plain(outcome),
                calls,
                usage));
    }

    /** What nobody knows of an agent that may be asked twice, or has not been asked, is no more than a failure. */
    private Outcome plain(Outcome outcome) {
        return !mayNotBeRepeated && outcome instanceof Outcome.Failed(Failure.Ambiguous(var code, var reason))
                ? new Outcome.Failed(new Failure.Transient(code, reason, null))
                : outcome;
    }

    @Override
    public synchronized void called(ToolCall call) {
        calls.add(call);
    }

    @Override
    public synchronized void used(Usage more) {
        usage = usage.plus(more);
    }

    @Override
    public void said(String message, @Nullable Double fraction) {
        words.accept(new Report.Progress(assignment.task().id(), assignment.epoch(), message, fraction));
    }
}
