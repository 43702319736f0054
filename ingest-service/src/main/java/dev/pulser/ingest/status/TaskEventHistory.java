// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.taskcache.TaskEventSummary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Events of a task, oldest first. */
@JsonNaming(SnakeCaseStrategy.class)
public record TaskEventHistory(String taskId, List<EventView> events) {

    /**
     * Event of a task.
     *
     * @param seq     sequence number: 0, 1, 2, …
     * @param attempt number of the attempt; 0 before the first
     * @param epoch   number of dispatches so far
     * @param reason  cause, for people
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EventView(
            int seq,
            Instant at,
            String status,
            @Nullable String agent,
            int attempt,
            int epoch,
            @Nullable String code,
            @Nullable String reason) {

        static EventView of(TaskEventSummary event) {
            var agent = event.agent();
            return new EventView(
                    event.seq(),
                    event.at(),
                    TaskView.statusOf(event.state()),
                    agent == null ? null : agent.value(),
                    event.attempt(),
                    event.epoch(),
                    event.code(),
                    event.reason());
        }
    }

    /** Returns the union of the events from both sources. */
    static TaskEventHistory of(TaskId id, Collection<TaskEventSummary> stored, Collection<TaskEventSummary> recent) {
        var bySeq = new TreeMap<Integer, TaskEventSummary>();
        recent.forEach(event -> bySeq.put(event.seq(), event));
        stored.forEach(event -> bySeq.put(event.seq(), event));
        return new TaskEventHistory(
                id.value(), bySeq.values().stream().map(EventView::of).toList());
    }
}
