// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.json.RawJson;
import dev.pulser.ingest.json.UsDollars;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Task in REST responses. Values that are unknown or absent are omitted.
 *
 * @param waiting  reason why the task waits; omitted unless it waits
 * @param usage    usage of all attempts so far; omitted if there is none
 * @param progress latest progress message of a running task
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Task")
public record TaskView(
        String taskId,
        @JsonUnwrapped StateView state,
        @JsonUnwrapped SubmittedView submitted,
        @JsonUnwrapped TimesView times,
        @JsonUnwrapped ResultView outcome,
        @Nullable WaitingView waiting,
        @Nullable UsageView usage,
        @Nullable ProgressView progress) {

    /**
     * State of a task.
     *
     * @param status          queued, running, retrying, completed, failed, cancelled or expired
     * @param attempts        attempts so far
     * @param cancelRequested true when cancellation was requested and the task has not ended; else omitted
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StateView(
            String status,
            @Nullable String assignedAgent,
            int attempts,
            @Nullable Boolean cancelRequested) {}

    /**
     * Times of a task.
     *
     * @param estimatedCompletion only in the response to a submission
     * @param startedAt           start of the last attempt
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TimesView(
            Instant createdAt,
            @Nullable Instant estimatedCompletion,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt) {}

    /**
     * Result or last error of a task.
     *
     * @param result output of the agent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResultView(
            @Schema(type = SchemaType.OBJECT) @Nullable RawJson result,
            @Nullable ErrorView error) {}

    /** Error of the last failed attempt. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorView(String code, @Nullable String reason) {}

    /** Tokens and cost; zeros are omitted. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record UsageView(
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable BigDecimal costUsd) {

        static @Nullable UsageView of(Usage usage) {
            return usage.equals(Usage.NONE)
                    ? null
                    : new UsageView(
                            aboveZero(usage.inputTokens()),
                            aboveZero(usage.outputTokens()),
                            usage.costMicros() == 0 ? null : UsDollars.of(usage.costMicros()));
        }

        private static @Nullable Long aboveZero(long tokens) {
            return tokens == 0 ? null : tokens;
        }
    }

    /**
     * Progress of a running task.
     *
     * @param message  message of the agent
     * @param fraction completed fraction, 0 to 1; omitted if unknown
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProgressView(String message, @Nullable Double fraction, Instant at) {}

    public static TaskView of(TaskSnapshot task) {
        return of(task, null);
    }

    /** Returns the view with the estimate that the response to a submission contains. */
    public static TaskView of(TaskSnapshot task, @Nullable Instant estimatedCompletion) {
        boolean ended = task.state().isTerminal();
        var agent = task.agent();
        var times = task.times();
        var result = task.result();
        return new TaskView(
                task.id().value(),
                new StateView(
                        statusOf(task.state()),
                        agent == null ? null : agent.value(),
                        task.status().attempts(),
                        (ended || task.waitState().cancelRequestedAt() == null) ? null : true),
                SubmittedView.of(task.submitted()),
                new TimesView(
                        times.createdAt(), ended ? null : estimatedCompletion, times.startedAt(), times.completedAt()),
                new ResultView(
                        RawJson.of(result.output()),
                        result.errorCode() == null ? null : new ErrorView(result.errorCode(), result.errorReason())),
                null,
                UsageView.of(task.usage()),
                null);
    }

    TaskView with(Optional<WaitingView> newWaiting, Optional<ProgressView> newProgress) {
        return new TaskView(
                taskId, state, submitted, times, outcome, newWaiting.orElse(null), usage, newProgress.orElse(null));
    }

    /** Returns the status of a task; an accepted task is queued in Kafka. */
    public static String statusOf(TaskState state) {
        return (state == TaskState.ACCEPTED ? TaskState.QUEUED : state).wireName();
    }
}
