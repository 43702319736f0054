// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task in its lane, waiting or running.
 *
 * @param nextSeq      of the task's next event
 * @param attempt      attempts started so far
 * @param epoch        hand-outs so far
 * @param dispatchedAt null while it waits
 * @param attempts     those that ended without a result
 * @param withdrawn      why it was cancelled while it ran; null where it was not. It ends cancelled, whatever its agent says
 * @param home           the agent whose lane it came into first; null where that is this one
 * @param handovers      how often one lane handed it to another
 * @param reservedMicros set aside for the attempt in work, in millionths of a US dollar
 * @param usage          of all attempts so far
 */
public record LaneEntry(
        Task task,
        AgentName agent,
        int nextSeq,
        int attempt,
        int epoch,
        Instant queuedAt,
        @Nullable Instant dispatchedAt,
        List<Attempt> attempts,
        @Nullable String withdrawn,
        @Nullable AgentName home,
        int handovers,
        long reservedMicros,
        Usage usage) {

    public LaneEntry {
        attempts = List.copyOf(attempts);
    }

    /** A task that was never handed over and has used nothing. */
    public LaneEntry(
            Task task,
            AgentName agent,
            int nextSeq,
            int attempt,
            int epoch,
            Instant queuedAt,
            @Nullable Instant dispatchedAt,
            List<Attempt> attempts,
            @Nullable String withdrawn) {
        this(task, agent, nextSeq, attempt, epoch, queuedAt, dispatchedAt, attempts, withdrawn, null, 0, 0, Usage.NONE);
    }

    /** A task that arrives in {@code agent}'s lane with nothing behind it. */
    public static LaneEntry arriving(Task task, AgentName agent, Instant at) {
        return new LaneEntry(task, agent, 0, 0, 0, at, null, List.of(), null);
    }

    /** A task that another lane has handed over. */
    public static LaneEntry arriving(Handover handover, Instant at) {
        return new LaneEntry(
                handover.task(),
                handover.to(),
                handover.nextSeq(),
                handover.attempt(),
                handover.epoch(),
                at,
                null,
                handover.attempts(),
                null,
                handover.home(),
                handover.handovers(),
                0,
                handover.usage());
    }

    /** After one more event. */
    public LaneEntry afterEvent() {
        return with(nextSeq + 1, attempt, epoch, queuedAt, dispatchedAt, attempts, withdrawn, reservedMicros);
    }

    /** Handed out for the next attempt, for which nothing is set aside. */
    public LaneEntry dispatched(Instant at) {
        return dispatched(at, 0);
    }

    /** Handed out for the next attempt, for which so much is set aside. */
    public LaneEntry dispatched(Instant at, long reserved) {
        return with(nextSeq, attempt + 1, epoch + 1, queuedAt, at, attempts, null, reserved);
    }

    /** Back in the lane, with one more failed attempt behind it. */
    public LaneEntry queuedAgain(Attempt failed, Instant at) {
        return with(nextSeq, attempt, epoch, at, null, plus(failed), null, 0);
    }

    /** Back in the lane as if the last hand-out had not been, but for its epoch. */
    public LaneEntry handedBack() {
        return with(nextSeq, attempt - 1, epoch, queuedAt, null, attempts, null, 0);
    }

    /** Cancelled while it runs. */
    public LaneEntry withdrawn(String why) {
        return with(nextSeq, attempt, epoch, queuedAt, dispatchedAt, attempts, why, reservedMicros);
    }

    /** Has used so much more. */
    public LaneEntry using(Usage more) {
        return new LaneEntry(
                task,
                agent,
                nextSeq,
                attempt,
                epoch,
                queuedAt,
                dispatchedAt,
                attempts,
                withdrawn,
                home,
                handovers,
                reservedMicros,
                usage.plus(more));
    }

    /** On its way to another lane. */
    public Handover handedOver(AgentName to, Instant at, String reason) {
        return new Handover(
                task,
                home == null ? agent : home,
                agent,
                to,
                at,
                reason,
                nextSeq,
                attempt,
                epoch,
                handovers + 1,
                attempts,
                usage);
    }

    private LaneEntry with(
            int seq,
            int attempts,
            int hands,
            Instant queued,
            @Nullable Instant dispatched,
            List<Attempt> failed,
            @Nullable String why,
            long reserved) {
        return new LaneEntry(
                task, agent, seq, attempts, hands, queued, dispatched, failed, why, home, handovers, reserved, usage);
    }

    /** All failed attempts and this one. */
    public List<Attempt> plus(Attempt failed) {
        var all = new ArrayList<>(attempts);
        all.add(failed);
        return all;
    }
}
