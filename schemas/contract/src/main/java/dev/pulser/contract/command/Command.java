// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.command;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Command of an operator.
 *
 * @param company company of the operator; a command has no effect on tasks of other companies
 * @param by      name of the operator, for people to read
 * @param reason  explanation by the operator
 */
public record Command(
        CommandId id,
        Company company,
        Instant at,
        @Nullable String by,
        @Nullable String reason,
        Body body) {

    /** Content of a command. */
    public sealed interface Body {}

    /** Cancellation of a task: at once when it waits, by a revocation when it runs. Ignored when the task has ended. */
    public record Cancel(TaskId task) implements Body {}

    /**
     * Pause of new attempts. Running attempts continue, and deadlines still end waiting tasks.
     *
     * @param agent agent to pause for all companies; null pauses the command's company on all agents, and the command is written
     *     to every partition
     */
    public record Pause(@Nullable AgentName agent) implements Body {}

    /**
     * End of a pause.
     *
     * @param agent agent or null, see {@link Pause}
     */
    public record Resume(@Nullable AgentName agent) implements Body {}

    /**
     * Replay of a dead letter. Recorded for the audit; the new task itself is written to a task topic.
     *
     * @param task failed task
     * @param as   new task
     */
    public record Replay(TaskId task, TaskId as) implements Body {}

    /**
     * Drop of a dead letter. Recorded for the projection and the audit.
     *
     * @param task failed task
     */
    public record Drop(TaskId task) implements Body {}

    /**
     * Change of an agent's definition. Recorded for the audit; the definition itself is written to its own topic.
     *
     * @param change {@code create}, {@code replace} or {@code delete}
     * @param fields fields of the definition that differ from the previous one
     */
    public record AgentChange(AgentName agent, String change, List<String> fields) implements Body {

        public AgentChange {
            fields = List.copyOf(fields);
        }
    }

    /** Command of a newer version that this version does not know; it is ignored. */
    public record UnknownCommand(String text) implements Body {}
}
