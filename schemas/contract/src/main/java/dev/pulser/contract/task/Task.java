// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A unit of agent work, accepted once and carried unchanged on every topic.
 *
 * @param id             stable across attempts
 * @param payload        a JSON object, as text; its limits are those of {@link TaskRules}
 * @param requester      who asked, for people to read
 * @param agent          the agent that must do it; null lets Pulser choose
 * @param idempotencyKey the same key of the same company and type is the same task for 24 h
 * @param deadline       no attempt starts at or after this instant
 * @param timeout        limit of one attempt; null means the agent's
 * @param replayOf       the failed task that this one repeats
 * @param traceparent    W3C trace context of the submission
 */
public record Task(
        TaskId id,
        Company company,
        TaskType type,
        Priority priority,
        String payload,
        @Nullable String requester,
        @Nullable AgentName agent,
        @Nullable String idempotencyKey,
        @Nullable Instant deadline,
        @Nullable Duration timeout,
        Instant submittedAt,
        @Nullable TaskId replayOf,
        @Nullable String traceparent) {

    /** Whether the deadline has been reached at {@code time}; the deadline itself counts as reached. */
    public boolean expiredAt(Instant time) {
        return deadline != null && !time.isBefore(deadline);
    }

    /**
     * The task that repeats this failed one: the same work for the same company, with an id that is derived from this one's,
     * and without the deadline, which has passed or soon will.
     */
    public Task replayed(Instant at) {
        return new Task(
                TaskId.ofReplay(company, type, id),
                company,
                type,
                priority,
                payload,
                requester,
                agent,
                null,
                null,
                timeout,
                at,
                id,
                null);
    }

    /**
     * Whether {@code other} asks for the same work: what tells a repeated submission from a second use of its key. When
     * it was submitted, by whom and under which trace does not count.
     */
    public boolean asksTheSameAs(Task other) {
        return TaskDigest.of(this).equals(TaskDigest.of(other));
    }
}
