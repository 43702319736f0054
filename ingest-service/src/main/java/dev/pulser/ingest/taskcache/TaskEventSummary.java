// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Task event without task and result. See {@link TaskEvent} for the components. */
public record TaskEventSummary(
        int seq,
        Instant at,
        TaskState state,
        @Nullable AgentName agent,
        int attempt,
        int epoch,
        @Nullable String code,
        @Nullable String reason) {

    static TaskEventSummary of(TaskEvent event) {
        return new TaskEventSummary(
                event.seq(),
                event.at(),
                event.state(),
                event.agent(),
                event.attemptNumber(),
                event.epoch(),
                event.code(),
                event.reason());
    }
}
