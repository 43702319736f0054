// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reason why a task waits. Computed from the latest status of its lane, which is about a second old; unknown values are
 * omitted.
 *
 * @param position       position in the lane, 1 for the next task; assumes equal shares among companies of one priority
 * @param blockReason    capacity, paused, unhealthy, rate-limit, budget, retry or unknown-agent
 * @param code           error code of the failed attempt, for retry
 * @param reason         description of that error
 * @param nextAttemptAt  due time of the next attempt, for retry
 * @param estimatedStart estimate from the position and the duration of recent attempts
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Waiting")
public record WaitingView(
        @Nullable Long position,
        String blockReason,
        @Nullable String code,
        @Nullable String reason,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant estimatedStart) {

    /** Returns the reason; empty for a task that does not wait or is not in its lane yet. */
    static Optional<WaitingView> of(TaskSnapshot task, Optional<AgentStatus> lane, Instant now) {
        boolean paused = lane.filter(status -> isPaused(task.company(), status)).isPresent();
        if (task.state() == TaskState.RETRYING) {
            return Optional.of(retrying(task, paused));
        }
        if (task.state() != TaskState.QUEUED) {
            return Optional.empty();
        }
        var ahead = lane.flatMap(status -> countAhead(task, status));
        var position = ahead.map(tasks -> tasks + 1).orElse(null);
        if (lane.filter(status -> status.load().capacity() == 0).isPresent()) {
            return Optional.of(blocked(position, "unknown-agent"));
        }
        if (paused) {
            return Optional.of(blocked(position, "paused"));
        }
        var reason = lane.map(AgentStatus::blockReason);
        if (reason.isPresent()) {
            return Optional.of(blocked(position, reason.get()));
        }
        var start = ahead.flatMap(tasks -> lane.flatMap(status -> estimateStart(tasks, status.load(), now)));
        return Optional.of(new WaitingView(position, "capacity", null, null, null, start.orElse(null)));
    }

    private static WaitingView retrying(TaskSnapshot task, boolean paused) {
        var result = task.result();
        var due = task.waitState().retryAt();
        return new WaitingView(null, "retry", result.errorCode(), result.errorReason(), due, paused ? null : due);
    }

    private static WaitingView blocked(@Nullable Long position, String reason) {
        return new WaitingView(position, reason, null, null, null, null);
    }

    private static boolean isPaused(Company company, AgentStatus lane) {
        return lane.pauses().paused() || lane.pauses().companies().contains(company);
    }

    /** Counts the tasks that start before this one: in its own queue, of higher priorities, and equal shares of others. */
    private static Optional<Long> countAhead(TaskSnapshot task, AgentStatus lane) {
        var index = task.waitState().queueIndex();
        var priority = task.submitted().priority();
        if (index == null || priority == null) {
            return Optional.empty();
        }
        long own = lane.queues().stream()
                .filter(queue -> isOwn(queue, task))
                .mapToLong(queue -> Math.max(0, index - queue.head()))
                .sum();
        long others = lane.queues().stream()
                .filter(queue -> !isOwn(queue, task))
                .mapToLong(queue -> {
                    long length = queue.tail() - queue.head();
                    int urgency = queue.priority().compareTo(priority);
                    return urgency < 0 ? length : urgency == 0 ? Math.min(length, own) : 0;
                })
                .sum();
        return Optional.of(own + others);
    }

    private static boolean isOwn(QueuePointers queue, TaskSnapshot task) {
        return queue.priority() == task.submitted().priority()
                && queue.company().equals(task.company());
    }

    private static Optional<Instant> estimateStart(long ahead, AgentLoad load, Instant now) {
        long free = Math.max(0, load.capacity() - load.running());
        if (ahead < free) {
            return Optional.of(now);
        }
        return Optional.ofNullable(load.meanAttempt())
                .map(mean -> now.plusMillis(mean.toMillis() * (ahead - free + 1) / load.capacity()));
    }
}
