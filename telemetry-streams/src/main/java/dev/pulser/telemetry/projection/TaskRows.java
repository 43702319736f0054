// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.batch.TaskUpdate;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of table {@code task_queue}: one per task, whose {@code seq} never decreases. */
final class TaskRows {

    private static final String UPSERT = """
            insert into pulser.task_queue as known (
                company, task_id, task_type, priority, assigned_agent, status, payload, requester,
                created_at, updated_at, started_at, completed_at,
                attempt, seq, result, error_code, error_message, deadline, replay_of, queue_index, retry_at,
                requested_agent, timeout_ms, labels, input_tokens, output_tokens, cost_micros, cancel_requested_at)
            select company, task_id, task_type, priority, assigned_agent, status, payload, requester,
                created_at, updated_at, started_at, completed_at,
                attempt, seq, result, error_code, error_message, deadline, replay_of, queue_index, retry_at,
                requested_agent, timeout_ms, coalesce(labels, '{}')::jsonb, input_tokens, output_tokens, cost_micros, (
                    select min(command.at) from pulser.command
                    where command.company = task.company and command.subject = task.task_id and command.action = 'cancel')
            from unnest(
                ?::text[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                ?::int4[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::int8[], ?::timestamptz[],
                ?::text[], ?::int8[], ?::text[], ?::int8[], ?::int8[], ?::int8[])
                as task (
                company, task_id, task_type, priority, assigned_agent, status, payload, requester,
                created_at, updated_at, started_at, completed_at,
                attempt, seq, result, error_code, error_message, deadline, replay_of, queue_index, retry_at,
                requested_agent, timeout_ms, labels, input_tokens, output_tokens, cost_micros)
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
                requested_agent = coalesce(excluded.requested_agent, known.requested_agent),
                timeout_ms = coalesce(excluded.timeout_ms, known.timeout_ms),
                labels = case when excluded.task_type is null then known.labels else excluded.labels end,
                input_tokens = greatest(excluded.input_tokens, known.input_tokens),
                output_tokens = greatest(excluded.output_tokens, known.output_tokens),
                cost_micros = greatest(excluded.cost_micros, known.cost_micros),
                queue_index = excluded.queue_index,
                retry_at = excluded.retry_at,
                cancel_requested_at = coalesce(excluded.cancel_requested_at, known.cancel_requested_at)
            where excluded.seq > known.seq""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TaskRows() {}

    static void upsert(Connection connection, List<TaskUpdate> updates) throws SQLException {
        if (updates.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT)) {
            new ColumnArrays<>(statement, updates)
                    .text(update -> update.company().name())
                    .text(update -> update.id().value())
                    .text(ofTask(task -> task.type().name()))
                    .int4(ofTask(task -> rankOf(task.priority())))
                    .text(update -> nameOf(update.agent()))
                    .text(update -> update.state().wireName())
                    .text(ofTask(Task::payload))
                    .text(ofTask(Task::requester))
                    .timestamp(TaskUpdate::createdAt)
                    .timestamp(update -> update.latest().at())
                    .timestamp(TaskUpdate::startedAt)
                    .timestamp(TaskUpdate::completedAt)
                    .int4(TaskUpdate::attempt)
                    .int4(TaskUpdate::seq)
                    .text(TaskUpdate::output)
                    .text(update -> update.latest().code())
                    .text(TaskUpdate::errorMessage)
                    .timestamp(ofTask(Task::deadline))
                    .text(ofTask(task -> valueOf(task.replayOf())))
                    .int8(update -> update.latest().queueIndex())
                    .timestamp(update -> update.latest().retryAt())
                    .text(ofTask(task -> nameOf(task.agent())))
                    .int8(ofTask(TaskRows::timeoutMillis))
                    .text(ofTask(task -> json(task.labels())))
                    .int8(update -> update.usage().inputTokens())
                    .int8(update -> update.usage().outputTokens())
                    .int8(update -> update.usage().costMicros());
            statement.executeUpdate();
        }
    }

    /** Returns the rank of a priority as it is stored: 0 is the most urgent. */
    static int rankOf(Priority priority) {
        return switch (priority) {
            case CRITICAL -> 0;
            case HIGH -> 1;
            case MEDIUM -> 2;
            case LOW -> 3;
        };
    }

    static @Nullable Long timeoutMillis(Task task) {
        var timeout = task.timeout();
        return timeout == null ? null : timeout.toMillis();
    }

    static String json(Map<String, String> labels) {
        return JSON.valueToTree(labels).toString();
    }

    private static <T> Function<TaskUpdate, @Nullable T> ofTask(Function<Task, @Nullable T> field) {
        return update -> {
            var task = update.task();
            return task == null ? null : field.apply(task);
        };
    }

    static @Nullable String nameOf(@Nullable AgentName agent) {
        return agent == null ? null : agent.value();
    }

    static @Nullable String valueOf(@Nullable TaskId id) {
        return id == null ? null : id.value();
    }
}
