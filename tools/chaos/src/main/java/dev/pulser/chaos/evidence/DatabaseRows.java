// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the database, of all companies. */
public record DatabaseRows(List<TaskRow> tasks, List<EventRow> events, List<DeadLetterRow> deadLetters) {

    public DatabaseRows {
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * Row of a task.
     *
     * @param nonce nonce of the payload; empty when it has none
     */
    public record TaskRow(
            String company,
            String taskId,
            ModelState state,
            @Nullable String agent,
            int attempt,
            int seq,
            @Nullable String result,
            String nonce) {}

    /** Row of the history of a task. */
    public record EventRow(String company, String taskId, int seq, ModelState state, int attempt, int epoch) {}

    /** Row of a dead letter, with the position of its record. */
    public record DeadLetterRow(
            String company,
            int partition,
            long offset,
            @Nullable String taskId,
            String code) {}
}
