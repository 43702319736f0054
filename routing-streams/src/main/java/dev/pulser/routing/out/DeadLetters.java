// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Attempt;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What dead letters say. */
public final class DeadLetters {

    /** A record that would be larger than a topic takes. */
    public static final String RECORD_TOO_LARGE = "record-too-large";

    private static final int MAX_REASON_CHARS = 4_000;

    private DeadLetters() {}

    /** Of a record that never became a task. */
    public static DeadLetter ofRecord(
            @Nullable TaskId id,
            Instant at,
            String code,
            String reason,
            DeadLetter.Source source,
            @Nullable Bytes key,
            @Nullable Bytes value) {
        return new DeadLetter(
                id,
                Company.DEFAULT,
                at,
                code,
                Clip.to(MAX_REASON_CHARS, reason),
                null,
                List.of(),
                null,
                source,
                new DeadLetter.Original(key, value));
    }

    /** Of a task that was refused at the door. */
    public static DeadLetter ofTask(Task task, Instant at, String code, String reason, DeadLetter.Source source) {
        return new DeadLetter(
                task.id(),
                task.company(),
                at,
                code,
                Clip.to(MAX_REASON_CHARS, reason),
                null,
                List.of(),
                task,
                source,
                null);
    }

    /** Of a task that its lane has given up. */
    public static DeadLetter ofLane(LaneEntry entry, Instant at, String code, String reason, List<Attempt> attempts) {
        return new DeadLetter(
                entry.task().id(),
                entry.task().company(),
                at,
                code,
                Clip.to(MAX_REASON_CHARS, reason),
                entry.agent(),
                attempts,
                entry.task(),
                null,
                null);
    }

    /** The same without task and bytes. */
    static DeadLetter withoutContent(DeadLetter letter, int maxBytes) {
        var reason = "the content is left out, because with it this record has more than %d bytes. %s: %s"
                .formatted(maxBytes, letter.code(), letter.reason());
        return new DeadLetter(
                letter.id(),
                letter.company(),
                letter.at(),
                RECORD_TOO_LARGE,
                reason,
                letter.agent(),
                letter.attempts(),
                null,
                letter.source(),
                null);
    }
}
