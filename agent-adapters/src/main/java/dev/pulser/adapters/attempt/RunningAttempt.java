// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.attempt;

import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Attempt that is running on this instance. Ends exactly once; the caller of the successful {@link #end} reports it.
 * Safe from any thread.
 */
public final class RunningAttempt implements AttemptListener {

    private final Assignment assignment;
    private final Instant startedAt;
    private final Consumer<AdapterReport.AttemptProgress> progressSink;
    private final List<ToolCall> calls = new ArrayList<>();
    private @Nullable Thread thread;
    private @Nullable StopReason stopReason;
    private boolean ended;
    private boolean repetitionForbidden;
    private Usage usage = Usage.NONE;

    /** Creates an attempt that discards progress messages. */
    RunningAttempt(Assignment assignment, Instant startedAt) {
        this(assignment, startedAt, progressSink -> {});
    }

    /** @param progressSink receiver of progress messages; must not block */
    RunningAttempt(Assignment assignment, Instant startedAt, Consumer<AdapterReport.AttemptProgress> progressSink) {
        this.assignment = assignment;
        this.startedAt = startedAt;
        this.progressSink = progressSink;
    }

    Assignment assignment() {
        return assignment;
    }

    int payloadBytes() {
        return assignment.task().payload().length(); // an approximation: one byte per character
    }

    /**
     * Registers the current thread as the one that runs the attempt. Interrupts it if the attempt has been stopped
     * already.
     */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (stopReason != null) {
            thread.interrupt();
        }
    }

    /** Marks the agent as called: from now on its work must not be repeated. */
    synchronized void forbidRepetition() {
        repetitionForbidden = true;
    }

    /** Interrupts the attempt unless it has ended. Later reasons are ignored. */
    public synchronized void stop(StopReason reason) {
        if (ended || stopReason != null) {
            return;
        }
        stopReason = reason;
        if (thread != null) {
            thread.interrupt();
        }
    }

    synchronized Optional<StopReason> stopReason() {
        return Optional.ofNullable(stopReason);
    }

    /** Ends the attempt; empty if it had ended before. Its thread is not interrupted afterwards. */
    synchronized Optional<AdapterReport.AttemptEnded> end(Outcome outcome) {
        if (ended) {
            return Optional.empty();
        }
        ended = true;
        return Optional.of(new AdapterReport.AttemptEnded(
                assignment.task().id(),
                assignment.attemptNumber(),
                assignment.epoch(),
                startedAt,
                resolveAmbiguity(outcome),
                calls,
                usage));
    }

    /** Turns an ambiguous failure into a retryable one if the agent was not called or may be called twice. */
    private Outcome resolveAmbiguity(Outcome outcome) {
        return !repetitionForbidden && outcome instanceof Outcome.Failed(Failure.Ambiguous(var code, var reason))
                ? new Outcome.Failed(new Failure.Transient(code, reason, null))
                : outcome;
    }

    @Override
    public synchronized void onToolCall(ToolCall call) {
        calls.add(call);
    }

    @Override
    public synchronized void onUsage(Usage used) {
        usage = usage.plus(used);
    }

    @Override
    public void onProgress(String message, @Nullable Double fraction) {
        progressSink.accept(
                new AdapterReport.AttemptProgress(assignment.task().id(), assignment.epoch(), message, fraction));
    }
}
