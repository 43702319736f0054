// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import dev.pulser.contract.attempt.AttemptRef;
import dev.pulser.contract.attempt.AttemptResult;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events of a task, one second apart. */
public final class TaskEvents {

    public static final Instant NOON = Samples.NOON;
    public static final AgentName MAYA = new AgentName("maya");

    private TaskEvents() {}

    public static TaskEvent queued(Task task) {
        return event(task, 0, TaskState.QUEUED, 0)
                .withReason("the agent is the home of documentation")
                .withTask(task);
    }

    /** Returns the event of a task that waits at this position of its queue. */
    public static TaskEvent queuedAt(Task task, long queueIndex) {
        return queued(task).withQueueIndex(queueIndex);
    }

    public static TaskEvent retryingAt(Task task, int seq, Instant retryAt) {
        return retrying(task, seq, 1).withRetryAt(retryAt);
    }

    public static TaskEvent running(Task task, int seq, int attempt) {
        return event(task, seq, TaskState.RUNNING, attempt);
    }

    public static TaskEvent retrying(Task task, int seq, int attempt) {
        return event(task, seq, TaskState.RETRYING, attempt)
                .withError(new TaskError("agent-unreachable", "connection refused"));
    }

    public static TaskEvent requeued(Task task, int seq, int attempt) {
        return event(task, seq, TaskState.QUEUED, attempt);
    }

    public static TaskEvent completed(Task task, int seq, int attempt, String output) {
        var startedAt = at(seq).minusMillis(700);
        var call = new ToolCall("toolbox", "outline", startedAt, Duration.ofMillis(40), 120, 300, null, null);
        return event(task, seq, TaskState.COMPLETED, attempt)
                .withResult(new AttemptResult(startedAt, output, List.of(call, call)));
    }

    public static TaskEvent failed(Task task, int seq, int attempt, String reason) {
        return event(task, seq, TaskState.FAILED, attempt).withError(new TaskError("agent-refused", reason));
    }

    /** Returns the events of a task that completes at the first attempt: queued, running, completed. */
    public static List<TaskEvent> successOf(Task task) {
        return List.of(queued(task), running(task, 1, 1), completed(task, 2, 1, "{\"success\":true}"));
    }

    /** Returns the events of a task with one retry: queued, running, retrying, queued, running, completed. */
    public static List<TaskEvent> retryOf(Task task) {
        return List.of(
                queued(task),
                running(task, 1, 1),
                retrying(task, 2, 1),
                requeued(task, 3, 1),
                running(task, 4, 2),
                completed(task, 5, 2, "{\"success\":true}"));
    }

    /** Returns an event that ends the first attempt with these tool calls. */
    public static TaskEvent endedWithCalls(Task task, int seq, TaskState state, ToolCall... calls) {
        return event(task, seq, state, 1)
                .withResult(new AttemptResult(null, state == TaskState.COMPLETED ? "{}" : null, List.of(calls)));
    }

    public static Instant at(int seq) {
        return NOON.plusSeconds(seq + 1);
    }

    private static TaskEvent event(Task task, int seq, TaskState state, int attempt) {
        return TaskEvent.of(task.id(), task.company(), seq, at(seq), state)
                .withAttempt(new AttemptRef(MAYA, attempt, attempt));
    }
}
