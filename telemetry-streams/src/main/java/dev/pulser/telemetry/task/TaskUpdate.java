// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.task;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.RetryReason;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a task's events says about it. Null is what they do not say: what is known already stays.
 *
 * <p>Folding events into one update and applying it, or applying each alone, ends the same.
 *
 * @param task      known when the run holds the first event
 * @param firstAt   of the run's first event
 * @param at        of the run's last event
 * @param state     after the last event
 * @param attempt   the highest
 * @param startedAt of the last attempt
 * @param code      of the last event; null says that nothing is wrong
 * @param reason    of the last event
 * @param result    of the completed task
 * @param lineIndex of a task that waits in a line, its number there
 * @param retryAt   of a task that waits for its next attempt to be due
 * @param usage     of the task so far: the most that any event tells of
 */
public record TaskUpdate(
        Company company,
        TaskId id,
        int seq,
        @Nullable Task task,
        Instant firstAt,
        Instant at,
        TaskState state,
        @Nullable AgentName agent,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String result,
        @Nullable Long lineIndex,
        @Nullable Instant retryAt,
        Usage usage) {

    public static TaskUpdate of(TaskEvent event) {
        return new TaskUpdate(
                event.company(),
                event.id(),
                event.seq(),
                event.task(),
                event.at(),
                event.at(),
                event.state(),
                agentOf(event),
                event.attempt(),
                startOf(event),
                event.code(),
                event.reason(),
                event.result(),
                event.lineIndex(),
                RetryReason.dueOf(event),
                event.usage());
    }

    /** This and then {@code event}; an event that is not newer changes nothing. */
    public TaskUpdate then(TaskEvent event) {
        if (event.seq() <= seq) {
            return this;
        }
        return new TaskUpdate(
                company,
                id,
                event.seq(),
                either(event.task(), task),
                firstAt,
                event.at(),
                event.state(),
                either(agentOf(event), agent),
                event.attempt(),
                either(startOf(event), startedAt),
                event.code(),
                event.reason(),
                either(event.result(), result),
                event.lineIndex(),
                RetryReason.dueOf(event),
                most(usage, event.usage()));
    }

    /** When the task was submitted; where that is not known, when it was first heard of. */
    public Instant createdAt() {
        return task == null ? firstAt : task.submittedAt();
    }

    /** When it ended, whichever way. */
    public @Nullable Instant completedAt() {
        return state.isTerminal() ? at : null;
    }

    /** What went wrong, for people; the reasons of events without a code (why it was routed so) are not that. */
    public @Nullable String errorMessage() {
        return code == null ? null : reason;
    }

    private static @Nullable AgentName agentOf(TaskEvent event) {
        var task = event.task();
        return task == null ? event.agent() : either(event.agent(), task.agent());
    }

    private static @Nullable Instant startOf(TaskEvent event) {
        return event.state() == TaskState.RUNNING ? event.at() : event.startedAt();
    }

    /** What is used never becomes less; an event that tells of nothing used does not know. */
    private static Usage most(Usage one, Usage other) {
        return new Usage(
                Math.max(one.inputTokens(), other.inputTokens()),
                Math.max(one.outputTokens(), other.outputTokens()),
                Math.max(one.costMicros(), other.costMicros()));
    }

    private static <T extends @Nullable Object> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }
}
