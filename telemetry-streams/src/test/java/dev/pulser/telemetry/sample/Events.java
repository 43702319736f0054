// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.RetryReason;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.ToolCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of a task as events, a second apart. */
public final class Events {

    public static final Instant NOON = Samples.NOON;
    public static final AgentName MAYA = new AgentName("maya");

    private Events() {}

    public static TaskEvent queued(Task task) {
        return event(task, 0, TaskState.QUEUED, 0, null, "home of documentation", task, null, null, List.of());
    }

    /** Queued behind others. */
    public static TaskEvent queuedAt(Task task, long lineIndex) {
        return queued(task).inLineAt(lineIndex);
    }

    /** Retrying, with the time of the next attempt in its reason. */
    public static TaskEvent retryingAt(Task task, int seq, Instant due) {
        return event(
                task,
                seq,
                TaskState.RETRYING,
                1,
                "agent-unreachable",
                RetryReason.of(due, "no answer"),
                null,
                null,
                null,
                List.of());
    }

    public static TaskEvent running(Task task, int seq, int attempt) {
        return event(task, seq, TaskState.RUNNING, attempt, null, null, null, null, null, List.of());
    }

    public static TaskEvent retrying(Task task, int seq, int attempt) {
        return event(
                task, seq, TaskState.RETRYING, attempt, "agent-unreachable", "no answer", null, null, null, List.of());
    }

    public static TaskEvent requeued(Task task, int seq, int attempt) {
        return event(task, seq, TaskState.QUEUED, attempt, null, null, null, null, null, List.of());
    }

    public static TaskEvent completed(Task task, int seq, int attempt, String result) {
        var began = at(seq).minusMillis(700);
        var call = new ToolCall("toolbox", "outline", began, Duration.ofMillis(40), 120, 300, true);
        return event(task, seq, TaskState.COMPLETED, attempt, null, null, null, began, result, List.of(call, call));
    }

    public static TaskEvent failed(Task task, int seq, int attempt, String reason) {
        return event(task, seq, TaskState.FAILED, attempt, "agent-refused", reason, null, null, null, List.of());
    }

    /** Queued, running, completed. */
    public static List<TaskEvent> happyLifeOf(Task task) {
        return List.of(queued(task), running(task, 1, 1), completed(task, 2, 1, "{\"success\":true}"));
    }

    /** Queued, running, retrying, queued, running, completed. */
    public static List<TaskEvent> hardLifeOf(Task task) {
        return List.of(
                queued(task),
                running(task, 1, 1),
                retrying(task, 2, 1),
                requeued(task, 3, 1),
                running(task, 4, 2),
                completed(task, 5, 2, "{\"success\":true}"));
    }

    public static Instant at(int seq) {
        return NOON.plusSeconds(seq + 1);
    }

    private static TaskEvent event(
            Task task,
            int seq,
            TaskState state,
            int attempt,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Task carried,
            @Nullable Instant startedAt,
            @Nullable String result,
            List<ToolCall> calls) {
        return new TaskEvent(
                task.id(),
                task.company(),
                seq,
                at(seq),
                state,
                MAYA,
                attempt,
                attempt,
                code,
                reason,
                carried,
                startedAt,
                result,
                calls);
    }
}
