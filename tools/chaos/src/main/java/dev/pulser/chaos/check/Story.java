// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.evidence.View;
import dev.pulser.chaos.journal.Call;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one task.
 *
 * @param nonce       empty where nothing says it
 * @param events      in the order of the topic
 * @param calls       in the order in which they came
 * @param submissions that led to it, the resubmissions included
 */
public record Story(
        String taskId,
        String nonce,
        List<TaskEvent> events,
        List<Call> calls,
        Rows.@Nullable OfTask row,
        List<Rows.OfEvent> eventRows,
        List<DeadLetter> letters,
        @Nullable View view,
        List<Sent.Submission> submissions) {

    /** The events that nothing may follow. */
    public List<TaskEvent> endings() {
        return events.stream().filter(event -> event.state().isEnd()).toList();
    }

    public Optional<TaskEvent> ending() {
        return endings().stream().findFirst();
    }

    /** The failed task that this one repeats. */
    public Optional<String> replayOf() {
        return events.stream()
                .flatMap(event -> Stream.ofNullable(event.task()))
                .flatMap(task -> Stream.ofNullable(task.replayOf()))
                .findFirst();
    }

    /** The events that handed it out. */
    public List<TaskEvent> runs() {
        return events.stream().filter(event -> event.state() == State.RUNNING).toList();
    }

    /** Whether events are numbered 0, 1, 2, … in one partition: what other rules build on. */
    public boolean isNumbered() {
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            if (event.seq() != i
                    || event.place().partition() != events.getFirst().place().partition()) {
                return false;
            }
        }
        return true;
    }

    /** Whether its events can be followed to at most one end, with nothing after it. */
    public boolean isSound() {
        var endings = endings();
        return isNumbered()
                && (endings.isEmpty()
                        || (endings.size() == 1 && endings.getFirst().equals(events.getLast())));
    }
}
