// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step in a task's life.
 *
 * @param seq       0, 1, 2, … without a gap within a task
 * @param state     what the task is from now on
 * @param attempt   the attempt it is about; 0 before the first
 * @param code      slug of what went wrong, where something did
 * @param reason    why, for people: the routing reason, the failure
 * @param task      with seq 0, the task itself
 * @param startedAt when the adapter began the attempt that this event ends
 * @param result    with {@code COMPLETED}, the agent's output, JSON as text
 * @param calls     tool calls of the attempt that this event ends
 * @param lineIndex with {@code QUEUED}, its number in the line of its agent, class and company; null where it did not have
 *     to wait
 * @param usage     of the task so far, over all attempts
 */
public record TaskEvent(
        TaskId id,
        Company company,
        int seq,
        Instant at,
        TaskState state,
        @Nullable AgentName agent,
        int attempt,
        int epoch,
        @Nullable String code,
        @Nullable String reason,
        @Nullable Task task,
        @Nullable Instant startedAt,
        @Nullable String result,
        List<ToolCall> calls,
        @Nullable Long lineIndex,
        Usage usage) {

    public TaskEvent {
        calls = List.copyOf(calls);
        if (seq < 0) {
            throw new IllegalArgumentException("seq is " + seq + ", it counts from 0");
        }
    }

    /** An event that gives the task no place in a line, and tells of nothing used. */
    public TaskEvent(
            TaskId id,
            Company company,
            int seq,
            Instant at,
            TaskState state,
            @Nullable AgentName agent,
            int attempt,
            int epoch,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Task task,
            @Nullable Instant startedAt,
            @Nullable String result,
            List<ToolCall> calls) {
        this(
                id,
                company,
                seq,
                at,
                state,
                agent,
                attempt,
                epoch,
                code,
                reason,
                task,
                startedAt,
                result,
                calls,
                null,
                Usage.NONE);
    }

    /** The same, with its place in the line. */
    public TaskEvent inLineAt(long index) {
        return new TaskEvent(
                id, company, seq, at, state, agent, attempt, epoch, code, reason, task, startedAt, result, calls, index,
                usage);
    }

    /** The same, with what the task has used so far. */
    public TaskEvent having(Usage used) {
        return new TaskEvent(
                id, company, seq, at, state, agent, attempt, epoch, code, reason, task, startedAt, result, calls,
                lineIndex, used);
    }
}
