// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Validated submission of a task. Fields that are null were not submitted and are filled in by {@link #complete}. */
public record TaskDraft(
        @Nullable TaskId id,
        @Nullable Company company,
        @Nullable Priority priority,
        TaskSpec spec,
        @Nullable Instant submittedAt,
        @Nullable TaskId replayOf,
        @Nullable String traceparent) {

    /** Returns a draft with only a specification and an optional priority. */
    public static TaskDraft of(@Nullable Priority priority, TaskSpec spec) {
        return new TaskDraft(null, null, priority, spec, null, null, null);
    }

    public TaskType type() {
        return spec.type();
    }

    public @Nullable AgentName agent() {
        return spec.agent();
    }

    public @Nullable String idempotencyKey() {
        return spec.idempotencyKey();
    }

    public @Nullable Instant deadline() {
        return spec.limits().deadline();
    }

    /** Returns a copy with the idempotency key of the request's header. */
    public TaskDraft withIdempotencyKey(@Nullable String key) {
        return new TaskDraft(id, company, priority, spec.withIdempotencyKey(key), submittedAt, replayOf, traceparent);
    }

    /** Returns a copy with the trace context of the request's or record's header. */
    public TaskDraft withTraceparent(@Nullable String context) {
        return new TaskDraft(id, company, priority, spec, submittedAt, replayOf, context);
    }

    /**
     * Returns the task, with defaults in place of everything that was not submitted.
     *
     * @param newId id of a task that has neither an id nor an idempotency key
     */
    public Task complete(TaskId newId, Company defaultCompany, Priority defaultPriority, Instant now) {
        var owner = company != null ? company : defaultCompany;
        var key = spec.idempotencyKey();
        var identity = id != null ? id : key != null ? TaskId.ofKey(owner, spec.type(), key) : newId;
        return new Task(
                identity,
                owner,
                priority != null ? priority : defaultPriority,
                spec,
                submittedAt != null ? submittedAt : now,
                replayOf,
                traceparent);
    }
}
