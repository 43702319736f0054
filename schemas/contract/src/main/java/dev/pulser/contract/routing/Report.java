// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.routing;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.ToolCall;
import dev.pulser.contract.task.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter tells an agent's lane.
 *
 * @param adapter the instance that speaks
 */
public record Report(AgentName agent, String adapter, Instant at, Body body) {

    /** What there is to say. */
    public sealed interface Body {}

    /** Everything of this agent that the adapter is running now. */
    public record Beat(List<Running> running) implements Body {

        public Beat {
            running = List.copyOf(running);
        }
    }

    /** An attempt in work. */
    public record Running(TaskId id, int epoch) {}

    /**
     * A sign of life with words.
     *
     * @param fraction 0 to 1; null where unknown
     */
    public record Progress(
            TaskId id, int epoch, String message, @Nullable Double fraction) implements Body {}

    /**
     * The attempt is over.
     *
     * @param usage of this attempt
     */
    public record Ended(
            TaskId id, int attempt, int epoch, Instant startedAt, Outcome outcome, List<ToolCall> calls, Usage usage)
            implements Body {

        public Ended {
            calls = List.copyOf(calls);
        }

        /** An attempt that used nothing that is counted. */
        public Ended(TaskId id, int attempt, int epoch, Instant startedAt, Outcome outcome, List<ToolCall> calls) {
            this(id, attempt, epoch, startedAt, outcome, calls, Usage.NONE);
        }
    }

    /** How the adapter finds the agent. */
    public record Health(AgentHealth health) implements Body {}

    /** What a newer adapter says and this version does not know; changes nothing. */
    public record Unknown(String what) implements Body {}
}
