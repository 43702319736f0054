// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import java.util.ArrayList;
import java.util.List;

/**
 * Progress of a task up to now. Travels with the task when it is transferred to another lane.
 *
 * @param home      agent whose lane the task entered first
 * @param nextSeq   sequence number of the task's next event
 * @param attempt   attempts started so far
 * @param epoch     dispatches so far
 * @param transfers transfers between lanes so far
 * @param attempts  attempts that ended without a result, in order
 * @param usage     usage of all attempts so far
 */
public record TaskProgress(
        AgentName home, int nextSeq, int attempt, int epoch, int transfers, List<Attempt> attempts, Usage usage) {

    public TaskProgress {
        attempts = List.copyOf(attempts);
    }

    /** Returns the progress of a task that enters its first lane. */
    public static TaskProgress startingAt(AgentName home) {
        return new TaskProgress(home, 0, 0, 0, 0, List.of(), Usage.NONE);
    }

    TaskProgress afterEvent() {
        return new TaskProgress(home, nextSeq + 1, attempt, epoch, transfers, attempts, usage);
    }

    TaskProgress afterDispatch() {
        return new TaskProgress(home, nextSeq, attempt + 1, epoch + 1, transfers, attempts, usage);
    }

    /** Returns the progress without the attempt of the last dispatch; the epoch stays. */
    TaskProgress withoutLastAttempt() {
        return new TaskProgress(home, nextSeq, attempt - 1, epoch, transfers, attempts, usage);
    }

    TaskProgress afterFailure(Attempt failed) {
        return new TaskProgress(home, nextSeq, attempt, epoch, transfers, attemptsAnd(failed), usage);
    }

    TaskProgress afterTransfer() {
        return new TaskProgress(home, nextSeq, attempt, epoch, transfers + 1, attempts, usage);
    }

    TaskProgress plus(Usage more) {
        return new TaskProgress(home, nextSeq, attempt, epoch, transfers, attempts, usage.plus(more));
    }

    List<Attempt> attemptsAnd(Attempt last) {
        var all = new ArrayList<>(attempts);
        all.add(last);
        return List.copyOf(all);
    }
}
