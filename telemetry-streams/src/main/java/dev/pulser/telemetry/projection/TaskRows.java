// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.table.Columns;
import dev.pulser.telemetry.task.TaskUpdate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code task_queue}: one row a task, which only moves forward in {@code seq}. */
final class TaskRows {

    private static final String UPSERT = """
            insert into pulser.task_queue as known (
                company, task_id, task_type, priority, assigned_agent, status, payload, requester,
                created_at, updated_at, started_at, completed_at,
                attempt, seq, result, error_code, error_message, deadline, replay_of, line_index, retry_at,
                asked_agent, timeout_ms, input_tokens, output_tokens, cost_micros, cancel_requested_at)
            select task.*, (
                    select min(command.at) from pulser.command
                    where command.company = task.company and command.subject = task.task_id and command.action = 'cancel')
            from unnest(
                ?::text[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                ?::int4[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::int8[], ?::timestamptz[],
                ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
                as task (
                company, task_id, task_type, priority, assigned_agent, status, payload, requester,
                created_at, updated_at, started_at, completed_at,
                attempt, seq, result, error_code, error_message, deadline, replay_of, line_index, retry_at,
                asked_agent, timeout_ms, input_tokens, output_tokens, cost_micros)
            on conflict (company, task_id) do update set
                task_type = coalesce(excluded.task_type, known.task_type),
                priority = coalesce(excluded.priority, known.priority),
                assigned_agent = coalesce(excluded.assigned_agent, known.assigned_agent),
                status = excluded.status,
                payload = coalesce(excluded.payload, known.payload),
                requester = coalesce(excluded.requester, known.requester),
                updated_at = excluded.updated_at,
                started_at = coalesce(excluded.started_at, known.started_at),
                completed_at = coalesce(excluded.completed_at, known.completed_at),
                attempt = excluded.attempt,
                seq = excluded.seq,
                result = coalesce(excluded.result, known.result),
                error_code = excluded.error_code,
                error_message = excluded.error_message,
                deadline = coalesce(excluded.deadline, known.deadline),
                replay_of = coalesce(excluded.replay_of, known.replay_of),
                asked_agent = coalesce(excluded.asked_agent, known.asked_agent),
                timeout_ms = coalesce(excluded.timeout_ms, known.timeout_ms),
                input_tokens = greatest(excluded.input_tokens, known.input_tokens),
                output_tokens = greatest(excluded.output_tokens, known.output_tokens),
                cost_micros = greatest(excluded.cost_micros, known.cost_micros),
                line_index = excluded.line_index,
                retry_at = excluded.retry_at,
                cancel_requested_at = coalesce(excluded.cancel_requested_at, known.cancel_requested_at)
            where excluded.seq > known.seq""";

    private TaskRows() {}

    static void upsert(Connection connection, List<TaskUpdate> updates) throws SQLException {
        if (updates.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT)) {
            new Columns<>(statement, updates)
                    .texts(update -> update.company().name())
                    .texts(update -> update.id().value())
                    .texts(ofTask(task -> task.type().name()))
                    .numbers(ofTask(task -> rankOf(task.priority())))
                    .texts(update -> nameOf(update.agent()))
                    .texts(update -> update.state().wireName())
                    .texts(ofTask(Task::payload))
                    .texts(ofTask(Task::requester))
                    .times(TaskUpdate::createdAt)
                    .times(TaskUpdate::at)
                    .times(TaskUpdate::startedAt)
                    .times(TaskUpdate::completedAt)
                    .numbers(TaskUpdate::attempt)
                    .numbers(TaskUpdate::seq)
                    .texts(TaskUpdate::result)
                    .texts(TaskUpdate::code)
                    .texts(TaskUpdate::errorMessage)
                    .times(ofTask(Task::deadline))
                    .texts(ofTask(task -> valueOf(task.replayOf())))
                    .longs(TaskUpdate::lineIndex)
                    .times(TaskUpdate::retryAt)
                    .texts(ofTask(task -> nameOf(task.agent())))
                    .longs(ofTask(task ->
                            task.timeout() == null ? null : task.timeout().toMillis()))
                    .longs(update -> update.usage().inputTokens())
                    .longs(update -> update.usage().outputTokens())
                    .longs(update -> update.usage().costMicros());
            statement.executeUpdate();
        }
    }

    /** As the table has it; sorting by it is sorting by urgency. */
    static int rankOf(Priority priority) {
        return switch (priority) {
            case CRITICAL -> 0;
            case HIGH -> 1;
            case MEDIUM -> 2;
            case LOW -> 3;
        };
    }

    private static <T> Function<TaskUpdate, @Nullable T> ofTask(Function<Task, @Nullable T> field) {
        return update -> {
            var task = update.task();
            return task == null ? null : field.apply(task);
        };
    }

    private static @Nullable String nameOf(@Nullable AgentName agent) {
        return agent == null ? null : agent.value();
    }

    private static @Nullable String valueOf(@Nullable TaskId id) {
        return id == null ? null : id.value();
    }
}
