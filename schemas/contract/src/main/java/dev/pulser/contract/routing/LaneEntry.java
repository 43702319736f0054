// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.Task;
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
 * @param withdrawn    why it was cancelled while it ran; null where it was not. It ends cancelled, whatever its agent says
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
        @Nullable String withdrawn) {

    public LaneEntry {
        attempts = List.copyOf(attempts);
    }

    /** A task that arrives in {@code agent}'s lane with nothing behind it. */
    public static LaneEntry arriving(Task task, AgentName agent, Instant at) {
        return new LaneEntry(task, agent, 0, 0, 0, at, null, List.of(), null);
    }

    /** After one more event. */
    public LaneEntry afterEvent() {
        return new LaneEntry(task, agent, nextSeq + 1, attempt, epoch, queuedAt, dispatchedAt, attempts, withdrawn);
    }

    /** Handed out for the next attempt. */
    public LaneEntry dispatched(Instant at) {
        return new LaneEntry(task, agent, nextSeq, attempt + 1, epoch + 1, queuedAt, at, attempts, null);
    }

    /** Back in the lane, with one more failed attempt behind it. */
    public LaneEntry queuedAgain(Attempt failed, Instant at) {
        return new LaneEntry(task, agent, nextSeq, attempt, epoch, at, null, plus(failed), null);
    }

    /** Back in the lane as if the last hand-out had not been, but for its epoch. */
    public LaneEntry handedBack() {
        return new LaneEntry(task, agent, nextSeq, attempt - 1, epoch, queuedAt, null, attempts, null);
    }

    /** Cancelled while it runs. */
    public LaneEntry withdrawn(String why) {
        return new LaneEntry(task, agent, nextSeq, attempt, epoch, queuedAt, dispatchedAt, attempts, why);
    }

    /** All failed attempts and this one. */
    public List<Attempt> plus(Attempt failed) {
        var all = new ArrayList<>(attempts);
        all.add(failed);
        return all;
    }
}
