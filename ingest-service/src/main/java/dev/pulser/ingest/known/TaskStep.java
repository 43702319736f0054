// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.known;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One event of a task without what it carries. See {@link TaskEvent}. */
public record TaskStep(
        int seq,
        Instant at,
        TaskState state,
        @Nullable AgentName agent,
        int attempt,
        int epoch,
        @Nullable String code,
        @Nullable String reason) {

    static TaskStep of(TaskEvent event) {
        return new TaskStep(
                event.seq(),
                event.at(),
                event.state(),
                event.agent(),
                event.attempt(),
                event.epoch(),
                event.code(),
                event.reason());
    }
}
