// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.letter;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.rows.letter.LetterFilter.Position;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is stored.
 *
 * @param task       null for a record in which no task could be found
 * @param attempts   JSON array
 * @param source     where the record stood that never became a task, as {@code topic-partition@offset}
 * @param askedAgent the agent that the task itself named
 * @param replayedAs the task that repeats it
 * @param settledAt  when it was replayed or dropped
 */
public record StoredLetter(
        Position position,
        @Nullable TaskId task,
        LetterState state,
        @Nullable TaskId replayedAs,
        @Nullable Instant settledAt,
        String code,
        String reason,
        @Nullable AgentName agent,
        @Nullable TaskType type,
        @Nullable Priority priority,
        @Nullable String payload,
        @Nullable String requester,
        @Nullable AgentName askedAgent,
        @Nullable Duration timeout,
        String attempts,
        @Nullable String source) {}
