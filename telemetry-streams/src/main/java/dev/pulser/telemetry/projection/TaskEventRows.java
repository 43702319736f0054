// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of tables {@code task_event} and {@code tool_call}, which are inserted only. */
final class TaskEventRows {

    private static final String INSERT_EVENTS = """
            insert into pulser.task_event (
                company, task_id, seq, at, status, agent, attempt, epoch, code, reason, started_at)
            select * from unnest(
                ?::text[], ?::text[], ?::int4[], ?::timestamptz[], ?::text[], ?::text[], ?::int4[], ?::int4[],
                ?::text[], ?::text[], ?::timestamptz[])
            on conflict do nothing""";

    private static final String INSERT_CALLS = """
            insert into pulser.tool_call (
                company, task_id, seq, position, agent, server, tool, started_at, duration_ms,
                request_bytes, response_bytes, succeeded, code, definition_hash)
            select * from unnest(
                ?::text[], ?::text[], ?::int4[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::int8[],
                ?::int4[], ?::int4[], ?::bool[], ?::text[], ?::text[])
            on conflict do nothing""";

    private TaskEventRows() {}

    static void insert(Connection connection, List<TaskEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT_EVENTS)) {
            new ColumnArrays<>(statement, events)
                    .text(event -> event.company().name())
                    .text(event -> event.id().value())
                    .int4(TaskEvent::seq)
                    .timestamp(TaskEvent::at)
                    .text(event -> event.state().wireName())
                    .text(event -> TaskRows.nameOf(event.agent()))
                    .int4(TaskEvent::attemptNumber)
                    .int4(TaskEvent::epoch)
                    .text(TaskEvent::code)
                    .text(TaskEvent::reason)
                    .timestamp(TaskEvent::startedAt);
            statement.executeUpdate();
        }
        insertCalls(
                connection,
                events.stream()
                        .flatMap(event -> IntStream.range(0, event.calls().size())
                                .mapToObj(position -> new CallRow(event, position)))
                        .toList());
    }

    private static void insertCalls(Connection connection, List<CallRow> calls) throws SQLException {
        if (calls.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT_CALLS)) {
            new ColumnArrays<>(statement, calls)
                    .text(row -> row.event().company().name())
                    .text(row -> row.event().id().value())
                    .int4(row -> row.event().seq())
                    .int4(CallRow::position)
                    .text(row -> TaskRows.nameOf(row.event().agent()))
                    .text(row -> row.call().server())
                    .text(row -> row.call().tool())
                    .timestamp(row -> row.call().startedAt())
                    .int8(row -> row.call().duration().toMillis())
                    .int4(row -> row.call().requestBytes())
                    .int4(row -> row.call().responseBytes())
                    .bool(row -> row.call().succeeded())
                    .text(row -> row.call().code())
                    .text(row -> row.call().definition());
            statement.executeUpdate();
        }
    }

    private record CallRow(TaskEvent event, int position) {

        ToolCall call() {
            return event.calls().get(position);
        }
    }
}
