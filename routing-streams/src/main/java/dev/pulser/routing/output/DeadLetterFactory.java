// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.text.Excerpt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Factory of dead letters. */
public final class DeadLetterFactory {

    /** Code of a record that is larger than the limit. */
    public static final String RECORD_TOO_LARGE = "record-too-large";

    private static final int MAX_REASON_CHARS = 4_000;

    private DeadLetterFactory() {}

    /**
     * Creates the dead letter of a record without a readable task.
     *
     * @param id     task id, when it could be read
     * @param source coordinates and bytes of the record
     */
    public static DeadLetter ofRecord(@Nullable TaskId id, Instant at, TaskError error, DeadLetter.Source source) {
        return new DeadLetter(id, Company.DEFAULT, at, truncated(error), null, List.of(), null, source);
    }

    /** Creates the dead letter of a task that was not admitted. */
    public static DeadLetter ofTask(Task task, Instant at, TaskError error, DeadLetter.Source source) {
        return new DeadLetter(task.id(), task.company(), at, truncated(error), null, List.of(), task, source);
    }

    /**
     * Creates the dead letter of a task that failed in its lane.
     *
     * @param attempts failed attempts, in order
     */
    public static DeadLetter ofEntry(LaneEntry entry, Instant at, TaskError error, List<Attempt> attempts) {
        var task = entry.task();
        return new DeadLetter(task.id(), task.company(), at, truncated(error), entry.agent(), attempts, task, null);
    }

    private static TaskError truncated(TaskError error) {
        return new TaskError(error.code(), Excerpt.truncate(error.reason(), MAX_REASON_CHARS));
    }

    /** Returns the dead letter without its task and bytes. */
    static DeadLetter withoutContent(DeadLetter deadLetter, int maxBytes) {
        var error = deadLetter.error();
        var reason = "The content is omitted, because the record would be larger than %d bytes. %s: %s"
                .formatted(maxBytes, error.code(), error.reason());
        var source = deadLetter.source();
        return new DeadLetter(
                deadLetter.id(),
                deadLetter.company(),
                deadLetter.at(),
                new TaskError(RECORD_TOO_LARGE, reason),
                deadLetter.agent(),
                deadLetter.attempts(),
                null,
                source == null ? null : source.withBytes(null, null));
    }
}
