// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.rows.letter.StoredLetter;
import dev.pulser.ingest.status.JsonText;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as REST shows it. What is not known, or not the case, is left out.
 *
 * @param taskId     the failed task; left out for a record in which none could be found
 * @param state      open, replayed or dropped
 * @param at         when it was written
 * @param code       what went wrong
 * @param source     where the record stood that never became a task
 * @param replayedAs the task that repeats it
 * @param settledAt  when it was replayed or dropped
 * @param attempts   each attempt and how it ended; not in lists
 * @param payload    not in lists
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DeadLetter")
public record LetterView(
        @Nullable String taskId,
        String state,
        Instant at,
        String code,
        String reason,
        @Nullable String agent,
        @Nullable String taskType,
        @Nullable String priority,
        @Nullable String requester,
        @Nullable String source,
        @Nullable String replayedAs,
        @Nullable Instant settledAt,
        @Schema(type = SchemaType.ARRAY) @Nullable JsonText attempts,
        @Schema(type = SchemaType.OBJECT) @Nullable JsonText payload) {

    /** Everything that is known. */
    static LetterView whole(StoredLetter letter) {
        return of(letter, JsonText.of(letter.attempts()), JsonText.of(letter.payload()));
    }

    /** As a list shows it. */
    static LetterView listed(StoredLetter letter) {
        return of(letter, null, null);
    }

    private static LetterView of(StoredLetter letter, @Nullable JsonText attempts, @Nullable JsonText payload) {
        return new LetterView(
                name(letter.task()),
                letter.state().wireName(),
                letter.position().at(),
                letter.code(),
                letter.reason(),
                name(letter.agent()),
                letter.type() == null ? null : letter.type().name(),
                letter.priority() == null ? null : letter.priority().wireName(),
                letter.requester(),
                letter.source(),
                name(letter.replayedAs()),
                letter.settledAt(),
                attempts,
                payload);
    }

    private static @Nullable String name(@Nullable TaskId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String name(@Nullable AgentName agent) {
        return agent == null ? null : agent.value();
    }
}
