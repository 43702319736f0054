// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.command;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of the lanes.
 *
 * @param company the one that asks; a command reaches nothing of another one's
 * @param by      who asks, for people to read
 * @param reason  why, for people to read
 */
public record Command(
        CommandId id,
        Company company,
        Instant at,
        @Nullable String by,
        @Nullable String reason,
        Body body) {

    /** What is asked. */
    public sealed interface Body {}

    /** End a task: at once where it waits, by a withdrawal where it runs. Ignored where it is over already. */
    public record Cancel(TaskId task) implements Body {}

    /**
     * Start no more attempts; what runs goes on, and deadlines still end what waits.
     *
     * @param agent of this agent, for every company; null means of the company that asks, on every agent, for which the
     *     command is written to each partition
     */
    public record Pause(@Nullable AgentName agent) implements Body {}

    /**
     * Start attempts again.
     *
     * @param agent as with {@link Pause}
     */
    public record Resume(@Nullable AgentName agent) implements Body {}

    /**
     * A dead letter became a task again. For the audit: the new task goes in by its own topic.
     *
     * @param task the failed one
     * @param as   the new one
     */
    public record Replay(TaskId task, TaskId as) implements Body {}

    /**
     * A dead letter is put aside. For the projection and the audit.
     *
     * @param task the failed one
     */
    public record Drop(TaskId task) implements Body {}

    /**
     * An agent's definition is made, replaced or taken away. For the audit: the definition itself has a topic of its own.
     *
     * @param change {@code create}, {@code replace} or {@code delete}
     * @param fields of the definition that differ from before
     */
    public record ChangeAgent(AgentName agent, String change, List<String> fields) implements Body {

        public ChangeAgent {
            fields = List.copyOf(fields);
        }
    }

    /** What a newer version asks and this one does not know; changes nothing. */
    public record Unknown(String what) implements Body {}
}
