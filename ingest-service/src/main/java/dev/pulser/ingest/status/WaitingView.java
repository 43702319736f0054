// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.task.RetryReason;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.known.TaskSnapshot;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a task waits. The figures are those that its lane counted last, a second ago or so; what is not known is left out.
 *
 * @param position       1 for the next one; among the companies of a class it counts on a fair share for each
 * @param cause          capacity, paused, unhealthy, rate-limit, budget, retry or unknown-agent
 * @param code           with retry: what went wrong, or what is waited for where the agent was not even asked
 * @param reason         the same for people
 * @param retryAt        when the next attempt is due
 * @param estimatedStart from the position and the pace of late
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Waiting")
public record WaitingView(
        @Nullable Long position,
        @JsonProperty("for") String cause,
        @Nullable String code,
        @Nullable String reason,
        @Nullable Instant retryAt,
        @Nullable Instant estimatedStart) {

    /** Empty for a task that does not wait, or is not in its lane yet. */
    static Optional<WaitingView> of(TaskSnapshot task, Optional<AgentStatus> lane, Instant now) {
        boolean paused = lane.filter(status -> isPaused(task, status)).isPresent();
        if (task.state() == TaskState.RETRYING) {
            var due = task.place().retryAt();
            return Optional.of(new WaitingView(
                    null,
                    "retry",
                    task.errorCode(),
                    RetryReason.withoutDue(task.errorReason()),
                    due,
                    paused ? null : due));
        }
        if (task.state() != TaskState.QUEUED) {
            return Optional.empty();
        }
        var ahead = lane.flatMap(status -> ahead(task, status));
        var position = ahead.map(tasks -> tasks + 1).orElse(null);
        if (lane.filter(status -> status.capacity() == 0).isPresent()) {
            return Optional.of(held(position, "unknown-agent"));
        }
        if (paused) {
            return Optional.of(held(position, "paused"));
        }
        var hold = lane.map(AgentStatus::hold);
        if (hold.isPresent()) {
            return Optional.of(held(position, hold.get()));
        }
        var start = ahead.flatMap(tasks -> lane.flatMap(status -> start(tasks, status, now)));
        return Optional.of(new WaitingView(position, "capacity", null, null, null, start.orElse(null)));
    }

    /** When it goes on nobody can say. */
    private static WaitingView held(@Nullable Long position, String cause) {
        return new WaitingView(position, cause, null, null, null, null);
    }

    private static boolean isPaused(TaskSnapshot task, AgentStatus lane) {
        return lane.paused() || lane.pausedCompanies().contains(task.company());
    }

    /** How many are to start before it: those before it in its line, more urgent ones, and as many of each other line beside its own. */
    private static Optional<Long> ahead(TaskSnapshot task, AgentStatus lane) {
        var index = task.place().lineIndex();
        var priority = task.priority();
        if (index == null || priority == null) {
            return Optional.empty();
        }
        long own = lane.lines().stream()
                .filter(line -> line.priority() == priority && line.company().equals(task.company()))
                .mapToLong(line -> Math.max(0, index - line.head()))
                .sum();
        long others = lane.lines().stream()
                .filter(line -> line.priority() != priority || !line.company().equals(task.company()))
                .mapToLong(line -> {
                    long length = line.tail() - line.head();
                    int urgency = line.priority().compareTo(priority);
                    return urgency < 0 ? length : urgency == 0 ? Math.min(length, own) : 0;
                })
                .sum();
        return Optional.of(own + others);
    }

    private static Optional<Instant> start(long ahead, AgentStatus lane, Instant now) {
        var mean = lane.meanAttempt();
        long free = Math.max(0, lane.capacity() - lane.running());
        if (ahead < free) {
            return Optional.of(now);
        }
        return Optional.ofNullable(mean)
                .map(each -> now.plusMillis(each.toMillis() * (ahead - free + 1) / lane.capacity()));
    }
}
