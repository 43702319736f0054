// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import dev.pulser.ingest.known.Dollars;
import dev.pulser.ingest.known.TaskSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A task as REST shows it. What is not known, or not the case, is left out.
 *
 * @param status    queued, running, retrying, completed, failed, cancelled or expired
 * @param attempts  attempts begun so far
 * @param startedAt when the last one began
 * @param result    what the agent answered
 * @param payload   what the agent was given
 * @param waiting   why it waits, where it does
 * @param cancelRequested true where somebody asked to cancel it and it is not over yet
 * @param usage    of all its attempts so far; left out where nothing was used
 * @param progress what its agent said last, of a task that runs
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Task")
public record TaskView(
        String taskId,
        String status,
        @Nullable String assignedAgent,
        @Nullable String taskType,
        @Nullable String priority,
        Instant createdAt,
        @Nullable Instant estimatedCompletion,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        int attempts,
        @Schema(type = SchemaType.OBJECT) @Nullable JsonText result,
        @Nullable Failed error,
        @Schema(type = SchemaType.OBJECT) @Nullable JsonText payload,
        @Nullable String requester,
        @Nullable WaitingView waiting,
        @Nullable Boolean cancelRequested,
        @Nullable Used usage,
        @Nullable Doing progress) {

    /** Why it failed, or why it is tried again. */
    public record Failed(String code, @Nullable String reason) {}

    /** Tokens of models, and money; what is zero is left out. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Used(
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable BigDecimal costUsd) {

        static @Nullable Used of(Usage usage) {
            return usage.equals(Usage.NONE)
                    ? null
                    : new Used(
                            aboveZero(usage.inputTokens()),
                            aboveZero(usage.outputTokens()),
                            usage.costMicros() == 0 ? null : Dollars.of(usage.costMicros()));
        }

        private static @Nullable Long aboveZero(long tokens) {
            return tokens == 0 ? null : tokens;
        }
    }

    /**
     * How far a task is, in its agent's words.
     *
     * @param fraction 0 to 1; left out where it is not known
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Doing(String message, @Nullable Double fraction, Instant at) {}

    /** Everything that is known. */
    public static TaskView of(TaskSnapshot task) {
        return of(task, null);
    }

    /** The same, for one who has just submitted it. */
    public static TaskView of(TaskSnapshot task, @Nullable Instant estimatedCompletion) {
        return new TaskView(
                task.id().value(),
                statusOf(task.state()),
                name(task.agent()),
                name(task.type()),
                name(task.priority()),
                task.createdAt(),
                task.state().isTerminal() ? null : estimatedCompletion,
                task.startedAt(),
                task.completedAt(),
                task.attempts(),
                JsonText.of(task.result()),
                task.errorCode() == null ? null : new Failed(task.errorCode(), task.errorReason()),
                JsonText.of(task.payload()),
                task.requester(),
                null,
                (task.state().isTerminal() || task.place().cancelRequestedAt() == null) ? null : true,
                Used.of(task.usage()),
                null);
    }

    /** The same, and why it waits, or how far it is. */
    TaskView with(Optional<WaitingView> why, Optional<Doing> how) {
        return new TaskView(
                taskId,
                status,
                assignedAgent,
                taskType,
                priority,
                createdAt,
                estimatedCompletion,
                startedAt,
                completedAt,
                attempts,
                result,
                error,
                payload,
                requester,
                why.orElse(null),
                cancelRequested,
                usage,
                how.orElse(null));
    }

    /** Kafka is a queue too: what is accepted is queued, for everyone outside. */
    public static String statusOf(TaskState state) {
        return (state == TaskState.ACCEPTED ? TaskState.QUEUED : state).wireName();
    }

    private static @Nullable String name(@Nullable AgentName agent) {
        return agent == null ? null : agent.value();
    }

    private static @Nullable String name(@Nullable TaskType type) {
        return type == null ? null : type.name();
    }

    private static @Nullable String name(@Nullable Priority priority) {
        return priority == null ? null : priority.wireName();
    }
}
