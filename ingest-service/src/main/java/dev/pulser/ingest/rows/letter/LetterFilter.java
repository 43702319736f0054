// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.letter;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are asked for; null takes all.
 *
 * @param code        what went wrong
 * @param from        written at or after this
 * @param to          written before this
 * @param needs       what a letter must have
 * @param oldestFirst else newest first
 * @param limit       of the answer's letters
 * @param after       the last letter of the page before
 */
public record LetterFilter(
        @Nullable List<TaskId> tasks,
        @Nullable AgentName agent,
        @Nullable TaskType type,
        @Nullable String code,
        @Nullable LetterState state,
        @Nullable Instant from,
        @Nullable Instant to,
        Needs needs,
        boolean oldestFirst,
        int limit,
        @Nullable Position after) {

    /** How much of a task a letter holds. */
    public enum Needs {
        ANY,
        /** A task's id. */
        TASK,
        /** Everything that a replay needs. */
        WHOLE_TASK
    }

    /** The letters of these tasks, all of them. */
    public static LetterFilter of(List<TaskId> tasks) {
        return new LetterFilter(tasks, null, null, null, null, null, null, Needs.ANY, false, tasks.size(), null);
    }

    /** A letter's place in the order of the list. */
    public record Position(Instant at, int partition, long offset) {}
}
