// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Task in its lane, waiting or running. Value of a state store of routing-streams.
 *
 * @param agent            agent of the lane
 * @param dispatchedAt     time of the last dispatch; null while the task waits
 * @param revocationReason cause of a cancellation while the task ran; null when there was none. The task then ends cancelled,
 *     whatever its agent reports
 * @param reservedMicros   amount reserved for the running attempt, in millionths of a US dollar
 */
public record LaneEntry(
        Task task,
        AgentName agent,
        TaskProgress progress,
        Instant queuedAt,
        @Nullable Instant dispatchedAt,
        @Nullable String revocationReason,
        long reservedMicros) {

    /** Returns the entry of a task that enters its first lane. */
    public static LaneEntry arriving(Task task, AgentName agent, Instant at) {
        return waiting(task, agent, TaskProgress.startingAt(agent), at);
    }

    /** Returns the entry of a task that was transferred from another lane. */
    public static LaneEntry arriving(Transfer transfer, Instant at) {
        return waiting(transfer.task(), transfer.to(), transfer.progress(), at);
    }

    private static LaneEntry waiting(Task task, AgentName agent, TaskProgress progress, Instant queuedAt) {
        return new LaneEntry(task, agent, progress, queuedAt, null, null, 0);
    }

    public AgentName home() {
        return progress.home();
    }

    /** Returns the sequence number of the task's next event. */
    public int nextSeq() {
        return progress.nextSeq();
    }

    /** Returns the number of attempts started so far. */
    public int attempt() {
        return progress.attempt();
    }

    public int epoch() {
        return progress.epoch();
    }

    /** Returns the reference to the attempt that was dispatched last. */
    public AttemptRef attemptRef() {
        return new AttemptRef(agent, progress.attempt(), progress.epoch());
    }

    /** Returns the attempts that ended without a result, in order. */
    public List<Attempt> attempts() {
        return progress.attempts();
    }

    public int transfers() {
        return progress.transfers();
    }

    public Usage usage() {
        return progress.usage();
    }

    /** Returns the entry after one more event. */
    public LaneEntry afterEvent() {
        return withProgress(progress.afterEvent());
    }

    /** Returns the entry dispatched for its next attempt, with nothing reserved. */
    public LaneEntry dispatched(Instant at) {
        return dispatched(at, 0);
    }

    /** Returns the entry dispatched for its next attempt, with an amount reserved for it. */
    public LaneEntry dispatched(Instant at, long reserved) {
        return new LaneEntry(task, agent, progress.afterDispatch(), queuedAt, at, null, reserved);
    }

    /** Returns the entry waiting again, after one more failed attempt. */
    public LaneEntry queuedAgain(Attempt failed, Instant at) {
        return waiting(task, agent, progress.afterFailure(failed), at);
    }

    /** Returns the entry waiting again as if it had not been dispatched; its epoch stays. */
    public LaneEntry dispatchUndone() {
        return waiting(task, agent, progress.withoutLastAttempt(), queuedAt);
    }

    /** Returns the entry with its running attempt revoked. */
    public LaneEntry revoked(String reason) {
        return new LaneEntry(task, agent, progress, queuedAt, dispatchedAt, reason, reservedMicros);
    }

    /** Returns the entry with more usage. */
    public LaneEntry plus(Usage more) {
        return withProgress(progress.plus(more));
    }

    /** Returns the transfer of this task to the lane of another agent. */
    public Transfer transferTo(AgentName to, Instant at, String reason) {
        return new Transfer(task, agent, to, at, reason, progress.afterTransfer());
    }

    /** Returns all failed attempts, with this one as the last. */
    public List<Attempt> attemptsAnd(Attempt last) {
        return progress.attemptsAnd(last);
    }

    private LaneEntry withProgress(TaskProgress value) {
        return new LaneEntry(task, agent, value, queuedAt, dispatchedAt, revocationReason, reservedMicros);
    }
}
