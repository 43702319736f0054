// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.TaskStep;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every step of a task so far, in order. */
@JsonNaming(SnakeCaseStrategy.class)
public record TaskHistory(String taskId, List<Step> events) {

    /**
     * One step.
     *
     * @param seq     0, 1, 2, …
     * @param attempt the attempt it is about; 0 before the first
     * @param epoch   how often the task had been handed out by then
     * @param reason  why, for people
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            int seq,
            Instant at,
            String status,
            @Nullable String agent,
            int attempt,
            int epoch,
            @Nullable String code,
            @Nullable String reason) {

        static Step of(TaskStep step) {
            return new Step(
                    step.seq(),
                    step.at(),
                    TaskView.statusOf(step.state()),
                    step.agent() == null ? null : step.agent().value(),
                    step.attempt(),
                    step.epoch(),
                    step.code(),
                    step.reason());
        }
    }

    /** What both sources have together. */
    static TaskHistory of(TaskId id, Collection<TaskStep> stored, Collection<TaskStep> recent) {
        var bySeq = new TreeMap<Integer, TaskStep>();
        recent.forEach(step -> bySeq.put(step.seq(), step));
        stored.forEach(step -> bySeq.put(step.seq(), step));
        return new TaskHistory(id.value(), bySeq.values().stream().map(Step::of).toList());
    }
}
