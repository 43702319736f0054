// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as its submitter wrote it, already found well-formed. What is null was left to Pulser; see {@link Task} for the
 * rest.
 */
public record TaskDraft(
        @Nullable TaskId id,
        @Nullable Company company,
        TaskType type,
        @Nullable Priority priority,
        String payload,
        @Nullable String requester,
        @Nullable AgentName agent,
        @Nullable String idempotencyKey,
        @Nullable Instant deadline,
        @Nullable Duration timeout,
        @Nullable Instant submittedAt,
        @Nullable TaskId replayOf,
        @Nullable String traceparent) {

    /** The same with the key that came beside the body. */
    public TaskDraft withIdempotencyKey(@Nullable String key) {
        return new TaskDraft(
                id,
                company,
                type,
                priority,
                payload,
                requester,
                agent,
                key,
                deadline,
                timeout,
                submittedAt,
                replayOf,
                traceparent);
    }

    /** The same with the trace context that came beside the body. */
    public TaskDraft withTraceparent(@Nullable String context) {
        return new TaskDraft(
                id,
                company,
                type,
                priority,
                payload,
                requester,
                agent,
                idempotencyKey,
                deadline,
                timeout,
                submittedAt,
                replayOf,
                context);
    }

    /** The task, with everything that was left open filled in. */
    public Task complete(TaskId newId, Company defaultCompany, Priority defaultPriority, Instant now) {
        var owner = company != null ? company : defaultCompany;
        var identity = id != null ? id : idempotencyKey != null ? TaskId.ofKey(owner, type, idempotencyKey) : newId;
        return new Task(
                identity,
                owner,
                type,
                priority != null ? priority : defaultPriority,
                payload,
                requester,
                agent,
                idempotencyKey,
                deadline,
                timeout,
                submittedAt != null ? submittedAt : now,
                replayOf,
                traceparent);
    }
}
