// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.ToolCall;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** The tables {@code task_event} and {@code tool_call}: rows are only added. */
final class EventRows {

    private static final String INSERT_EVENTS = """
            insert into pulser.task_event (
                company, task_id, seq, at, status, agent, attempt, epoch, code, reason, started_at)
            select * from unnest(
                ?::text[], ?::text[], ?::int4[], ?::timestamptz[], ?::text[], ?::text[], ?::int4[], ?::int4[],
                ?::text[], ?::text[], ?::timestamptz[])
            on conflict do nothing""";

    private static final String INSERT_CALLS = """
            insert into pulser.tool_call (
                company, task_id, seq, position, server, tool, started_at, duration_ms,
                request_bytes, response_bytes, succeeded, agent, code, definition)
            select * from unnest(
                ?::text[], ?::text[], ?::int4[], ?::int4[], ?::text[], ?::text[], ?::timestamptz[], ?::int8[],
                ?::int4[], ?::int4[], ?::bool[], ?::text[], ?::text[], ?::text[])
            on conflict do nothing""";

    private EventRows() {}

    static void insert(Connection connection, List<TaskEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT_EVENTS)) {
            new Columns<>(statement, events)
                    .texts(event -> event.company().name())
                    .texts(event -> event.id().value())
                    .numbers(TaskEvent::seq)
                    .times(TaskEvent::at)
                    .texts(event -> event.state().wireName())
                    .texts(event -> event.agent() == null ? null : event.agent().value())
                    .numbers(TaskEvent::attempt)
                    .numbers(TaskEvent::epoch)
                    .texts(TaskEvent::code)
                    .texts(TaskEvent::reason)
                    .times(TaskEvent::startedAt);
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
            new Columns<>(statement, calls)
                    .texts(row -> row.event().company().name())
                    .texts(row -> row.event().id().value())
                    .numbers(row -> row.event().seq())
                    .numbers(CallRow::position)
                    .texts(row -> row.call().server())
                    .texts(row -> row.call().tool())
                    .times(row -> row.call().startedAt())
                    .longs(row -> row.call().duration().toMillis())
                    .numbers(row -> row.call().requestBytes())
                    .numbers(row -> row.call().responseBytes())
                    .truths(row -> row.call().succeeded())
                    .texts(row -> row.event().agent() == null
                            ? null
                            : row.event().agent().value())
                    .texts(row -> row.call().code())
                    .texts(row -> row.call().definition());
            statement.executeUpdate();
        }
    }

    private record CallRow(TaskEvent event, int position) {

        ToolCall call() {
            return event.calls().get(position);
        }
    }
}
