// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RestTaskView;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.journal.AgentCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Evidence about one task.
 *
 * @param nonce       nonce of the payload; empty when it is not known
 * @param events      events, ordered by position
 * @param calls       calls of agents, in order of arrival
 * @param submissions submissions of the task, repeated ones included
 */
public record TaskHistory(
        String taskId,
        String nonce,
        List<TaskEventRecord> events,
        List<AgentCall> calls,
        TaskRows rows,
        List<DeadLetterRecord> deadLetters,
        @Nullable RestTaskView view,
        List<Operations.Submission> submissions) {

    /** Rows of one task in the database. */
    public record TaskRows(DatabaseRows.@Nullable TaskRow task, List<DatabaseRows.EventRow> events) {}

    public DatabaseRows.@Nullable TaskRow row() {
        return rows.task();
    }

    public List<DatabaseRows.EventRow> eventRows() {
        return rows.events();
    }

    /** Returns the events with a terminal state. */
    public List<TaskEventRecord> endings() {
        return events.stream().filter(event -> event.state().isTerminal()).toList();
    }

    public Optional<TaskEventRecord> ending() {
        return endings().stream().findFirst();
    }

    /** Returns the id of the failed task that this one repeats. */
    public Optional<String> replayOf() {
        return events.stream()
                .flatMap(event -> Stream.ofNullable(event.task()))
                .flatMap(task -> Stream.ofNullable(task.replayOf()))
                .findFirst();
    }

    /** Returns the events that dispatched the task. */
    public List<TaskEventRecord> runs() {
        return events.stream()
                .filter(event -> event.state() == ModelState.RUNNING)
                .toList();
    }

    /** Returns true when the events are numbered 0, 1, 2, … in one partition, which other rules rely on. */
    public boolean isNumbered() {
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event.seq() != i
                    || event.position().partition()
                            != events.getFirst().position().partition()) {
                return false;
            }
        }
        return true;
    }

    /** Returns true when the events are numbered and have at most one terminal state, as the last one. */
    public boolean isConsistent() {
        var endings = endings();
        return isNumbered()
                && (endings.isEmpty()
                        || (endings.size() == 1 && endings.getFirst().equals(events.getLast())));
    }
}
