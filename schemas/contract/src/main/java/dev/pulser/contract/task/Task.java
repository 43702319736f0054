// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unit of agent work, accepted once and carried unchanged on every topic.
 *
 * @param id          identity, the same for all attempts
 * @param replayOf    failed task that this one repeats; null for an original task
 * @param traceparent W3C trace context of the submission
 */
public record Task(
        TaskId id,
        Company company,
        Priority priority,
        TaskSpec spec,
        Instant submittedAt,
        @Nullable TaskId replayOf,
        @Nullable String traceparent) {

    public TaskType type() {
        return spec.type();
    }

    public String payload() {
        return spec.payload();
    }

    public @Nullable AgentName agent() {
        return spec.agent();
    }

    public @Nullable String requester() {
        return spec.requester();
    }

    public Map<String, String> labels() {
        return spec.labels();
    }

    public @Nullable String idempotencyKey() {
        return spec.idempotencyKey();
    }

    public @Nullable Instant deadline() {
        return spec.limits().deadline();
    }

    public @Nullable Duration timeout() {
        return spec.limits().timeout();
    }

    /** Returns true when the deadline has been reached at {@code time}; the deadline itself counts as reached. */
    public boolean expiredAt(Instant time) {
        return deadline() != null && !time.isBefore(deadline());
    }

    /**
     * Returns the task that repeats this failed one: the same work for the same company under an id derived from this one's,
     * without the deadline, which has passed or soon will, and without the idempotency key.
     */
    public Task replayed(Instant at) {
        var repeated = spec.withIdempotencyKey(null).withLimits(new TimeLimits(null, timeout()));
        return new Task(TaskId.ofReplay(company, type(), id), company, priority, repeated, at, id, null);
    }

    /**
     * Returns true when {@code other} asks for the same work. Distinguishes a repeated submission from another use of its
     * idempotency key; see {@link TaskDigest} for the fields that are compared.
     */
    public boolean requestsSameWorkAs(Task other) {
        return TaskDigest.of(this).equals(TaskDigest.of(other));
    }
}
