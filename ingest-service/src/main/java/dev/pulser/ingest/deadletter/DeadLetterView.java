// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.json.RawJson;
import dev.pulser.ingest.persistence.deadletter.StoredDeadLetter;
import dev.pulser.ingest.status.SubmittedView;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Dead letter in REST responses. Values that are unknown or absent are omitted.
 *
 * @param taskId    failed task; null for a record in which no task id could be read
 * @param agent     agent of the last attempt
 * @param submitted submitted fields of the task; the payload only for a single dead letter
 * @param attempts  attempts with their errors; only for a single dead letter
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DeadLetter")
public record DeadLetterView(
        @Nullable String taskId,
        @JsonUnwrapped Resolution resolution,
        @JsonUnwrapped Cause cause,
        @Nullable String agent,
        @JsonUnwrapped SubmittedView submitted,
        @Schema(type = SchemaType.ARRAY) @Nullable RawJson attempts) {

    /**
     * State of a dead letter.
     *
     * @param state      open, replayed or dropped
     * @param replayedAs task that repeats the failed one
     * @param resolvedAt time of the replay or drop
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Resolution(
            String state,
            @Nullable String replayedAs,
            @Nullable Instant resolvedAt) {}

    /**
     * Cause of a dead letter.
     *
     * @param at     time at which the dead letter was written
     * @param code   error code
     * @param source coordinates of a record that could not be read as a task
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cause(
            Instant at,
            String code,
            String reason,
            @Nullable String source) {}

    /** Returns the complete view. */
    static DeadLetterView full(StoredDeadLetter deadLetter) {
        return of(
                deadLetter,
                SubmittedView.of(deadLetter.spec().submitted()),
                RawJson.of(deadLetter.cause().attempts()));
    }

    /** Returns the view for lists, without payload and attempts. */
    static DeadLetterView summary(StoredDeadLetter deadLetter) {
        return of(deadLetter, SubmittedView.withoutPayload(deadLetter.spec().submitted()), null);
    }

    private static DeadLetterView of(StoredDeadLetter deadLetter, SubmittedView submitted, @Nullable RawJson attempts) {
        var agent = deadLetter.agent();
        var resolution = deadLetter.resolution();
        var cause = deadLetter.cause();
        return new DeadLetterView(
                value(deadLetter.task()),
                new Resolution(resolution.state().wireName(), value(resolution.replayedAs()), resolution.resolvedAt()),
                new Cause(deadLetter.position().at(), cause.code(), cause.reason(), deadLetter.source()),
                agent == null ? null : agent.value(),
                submitted,
                attempts);
    }

    private static @Nullable String value(@Nullable TaskId id) {
        return id == null ? null : id.value();
    }
}
