// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.deadletter;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import dev.pulser.ingest.taskcache.SubmittedFields;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Dead letter in PostgreSQL.
 *
 * @param task   failed task; null for a record in which no task id could be read
 * @param agent  agent of the last attempt; null if there was none
 * @param source coordinates of a record that could not be read as a task, as {@code topic-partition@offset}; else null
 */
public record StoredDeadLetter(
        Position position,
        @Nullable TaskId task,
        @Nullable AgentName agent,
        Spec spec,
        Cause cause,
        @Nullable String source,
        Resolution resolution) {

    /**
     * Specification of the failed task.
     *
     * @param requestedAgent agent that the submitter required; null if Pulser chose
     * @param timeout        time limit of one attempt that the submitter set; null for the agent's
     */
    public record Spec(
            SubmittedFields submitted,
            @Nullable AgentName requestedAgent,
            @Nullable Duration timeout) {

        static final Spec UNKNOWN = new Spec(new SubmittedFields(null, null, null, Map.of(), null), null, null);
    }

    /**
     * Cause of the failure.
     *
     * @param attempts JSON array of the attempts
     */
    public record Cause(String code, String reason, String attempts) {}

    /**
     * Resolution by an operator.
     *
     * @param replayedAs task that repeats the failed one; null unless replayed
     * @param resolvedAt time of the replay or drop; null while open
     */
    public record Resolution(
            DeadLetterState state,
            @Nullable TaskId replayedAs,
            @Nullable Instant resolvedAt) {}

    public DeadLetterState state() {
        return resolution.state();
    }
}
