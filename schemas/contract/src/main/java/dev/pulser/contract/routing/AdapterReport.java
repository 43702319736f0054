// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Report of an adapter to an agent's lane.
 *
 * @param adapter name of the adapter instance
 */
public record AdapterReport(AgentName agent, String adapter, Instant at, Body body) {

    /** Content of a report. */
    public sealed interface Body {}

    /** Complete list of the agent's attempts that the adapter instance runs; extends their leases. */
    public record Heartbeat(List<RunningAttempt> running) implements Body {

        public Heartbeat {
            running = List.copyOf(running);
        }
    }

    /** Attempt that an adapter runs. */
    public record RunningAttempt(TaskId id, int epoch) {}

    /**
     * Progress message of a running attempt, for people; extends its lease.
     *
     * @param fraction completed share, 0 to 1; null when unknown
     */
    public record AttemptProgress(
            TaskId id, int epoch, String message, @Nullable Double fraction) implements Body {}

    /**
     * End of an attempt.
     *
     * @param startedAt time at which the adapter started the attempt
     * @param calls     tool calls of the attempt, in order
     * @param usage     usage of this attempt
     */
    public record AttemptEnded(
            TaskId id, int attempt, int epoch, Instant startedAt, Outcome outcome, List<ToolCall> calls, Usage usage)
            implements Body {

        public AttemptEnded {
            calls = List.copyOf(calls);
        }
    }

    /** Result of the adapter's health checks of the agent. */
    public record HealthReport(AgentHealth health) implements Body {}

    /** Report of a newer adapter that this version does not know; it is ignored. */
    public record UnknownReport(String text) implements Body {}
}
