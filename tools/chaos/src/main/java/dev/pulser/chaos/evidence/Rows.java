// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tables hold, of every company. */
public record Rows(List<OfTask> tasks, List<OfEvent> events, List<OfLetter> letters) {

    public Rows {
        tasks = List.copyOf(tasks);
        events = List.copyOf(events);
        letters = List.copyOf(letters);
    }

    /** @param nonce of the payload; empty where it has none */
    public record OfTask(
            String company,
            String taskId,
            State state,
            @Nullable String agent,
            int attempt,
            int seq,
            @Nullable String result,
            String nonce) {}

    /** A row of the history of a task. */
    public record OfEvent(String company, String taskId, int seq, State state, int attempt, int epoch) {}

    /** A row of the dead letters, with the place of its record. */
    public record OfLetter(
            String company,
            int partition,
            long offset,
            @Nullable String taskId,
            String code) {}
}
