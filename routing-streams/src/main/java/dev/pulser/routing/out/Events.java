// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.ToolCall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What events say. */
public final class Events {

    private Events() {}

    /** The only event of a task that never came into a lane. */
    public static TaskEvent refused(Task task, TaskState state, Instant at, @Nullable String code, String reason) {
        return new TaskEvent(
                task.id(), task.company(), 0, at, state, null, 0, 0, code, reason, task, null, null, List.of());
    }

    /** In its lane, for the first time with the task itself. */
    public static TaskEvent queued(LaneEntry entry, Instant at, String reason) {
        var task = entry.nextSeq() == 0 ? entry.task() : null;
        return event(entry, at, TaskState.QUEUED, null, reason, task, null, null, List.of());
    }

    /** On its way into the lane of {@code to}. */
    public static TaskEvent handedOver(LaneEntry entry, AgentName to, Instant at, String reason) {
        return new TaskEvent(
                entry.task().id(),
                entry.task().company(),
                entry.nextSeq(),
                at,
                TaskState.QUEUED,
                to,
                entry.attempt(),
                entry.epoch(),
                null,
                reason,
                        entry.nextSeq() == 0 ? entry.task() : null,
                        null,
                        null,
                        List.of())
                .having(entry.usage());
    }

    /** Handed out. */
    public static TaskEvent running(LaneEntry entry, Instant at) {
        return event(entry, at, TaskState.RUNNING, null, null, null, null, null, List.of());
    }

    /** Done. */
    public static TaskEvent completed(LaneEntry entry, Instant at, Report.Ended ended, String result) {
        return event(entry, at, TaskState.COMPLETED, null, null, null, ended.startedAt(), result, ended.calls());
    }

    /** Over or pausing, without a result. {@code ended} is null where no adapter said so. */
    public static TaskEvent unfinished(
            LaneEntry entry,
            Instant at,
            TaskState state,
            @Nullable String code,
            @Nullable String reason,
            Report.@Nullable Ended ended) {
        var startedAt = ended == null ? null : ended.startedAt();
        var calls = ended == null ? List.<ToolCall>of() : ended.calls();
        return event(entry, at, state, code, reason, null, startedAt, null, calls);
    }

    static TaskEvent withoutCalls(TaskEvent event) {
        return new TaskEvent(
                event.id(),
                event.company(),
                event.seq(),
                event.at(),
                event.state(),
                event.agent(),
                event.attempt(),
                event.epoch(),
                event.code(),
                event.reason(),
                event.task(),
                event.startedAt(),
                event.result(),
                List.of(),
                event.lineIndex(),
                event.usage());
    }

    private static TaskEvent event(
            LaneEntry entry,
            Instant at,
            TaskState state,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Task task,
            @Nullable Instant startedAt,
            @Nullable String result,
            List<ToolCall> calls) {
        return new TaskEvent(
                entry.task().id(),
                entry.task().company(),
                entry.nextSeq(),
                at,
                state,
                entry.agent(),
                entry.attempt(),
                entry.epoch(),
                code,
                reason,
                task,
                        startedAt,
                        result,
                        calls)
                .having(entry.usage());
    }
}
