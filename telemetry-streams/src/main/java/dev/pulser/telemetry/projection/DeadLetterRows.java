// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Task;
import dev.pulser.telemetry.feed.FeedRecord;
import dev.pulser.telemetry.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The table {@code dead_letter}, and a line in {@code audit_log} for each that is new there. */
final class DeadLetterRows {

    private static final String INSERT = """
            with added as (
                insert into pulser.dead_letter (
                    company, record_partition, record_offset, at, task_id, task_type, agent, code, reason, attempts, payload,
                    source_topic, source_partition, source_offset, original_key, original_value,
                    priority, requester, asked_agent, timeout_ms)
                select company, record_partition, record_offset, at, task_id, task_type, agent, code, reason, attempts, payload,
                    source_topic, source_partition, source_offset, decode(original_key, 'hex'), decode(original_value, 'hex'),
                    priority, requester, asked_agent, timeout_ms
                from unnest(
                    ?::text[], ?::int4[], ?::int8[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::int4[], ?::int8[], ?::text[], ?::text[],
                    ?::int4[], ?::text[], ?::text[], ?::int8[])
                    as letter (
                    company, record_partition, record_offset, at, task_id, task_type, agent, code, reason, attempts, payload,
                    source_topic, source_partition, source_offset, original_key, original_value,
                    priority, requester, asked_agent, timeout_ms)
                on conflict do nothing
                returning *)
            insert into pulser.audit_log (company, at, actor, action, subject, details)
            select company, at, 'pulser', case when source_topic is null then 'task-failed' else 'record-refused' end,
                coalesce(task_id, source_topic || '-' || source_partition || '@' || source_offset, 'unknown'),
                code || ': ' || reason
            from added
            order by record_partition, record_offset""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private DeadLetterRows() {}

    static void insert(Connection connection, List<FeedRecord.Letter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new Columns<>(statement, letters)
                    .texts(record -> record.letter().company().name())
                    .numbers(record -> record.partition().partition())
                    .longs(FeedRecord.Letter::offset)
                    .times(record -> record.letter().at())
                    .texts(of(letter -> letter.id() == null ? null : letter.id().value()))
                    .texts(of(letter -> ofTask(letter, task -> task.type().name())))
                    .texts(of(letter ->
                            letter.agent() == null ? null : letter.agent().value()))
                    .texts(of(DeadLetter::code))
                    .texts(of(DeadLetter::reason))
                    .texts(of(DeadLetterRows::attempts))
                    .texts(of(letter -> ofTask(letter, Task::payload)))
                    .texts(of(letter ->
                            letter.source() == null ? null : letter.source().topic()))
                    .numbers(of(letter ->
                            letter.source() == null ? null : letter.source().partition()))
                    .longs(of(letter ->
                            letter.source() == null ? null : letter.source().offset()))
                    .texts(of(letter -> hex(
                            letter.original() == null ? null : letter.original().key())))
                    .texts(of(letter -> hex(
                            letter.original() == null ? null : letter.original().value())))
                    .numbers(of(letter -> ofTask(letter, task -> TaskRows.rankOf(task.priority()))))
                    .texts(of(letter -> ofTask(letter, Task::requester)))
                    .texts(of(letter -> ofTask(
                            letter,
                            task -> task.agent() == null ? null : task.agent().value())))
                    .longs(of(letter -> ofTask(
                            letter,
                            task -> task.timeout() == null
                                    ? null
                                    : task.timeout().toMillis())));
            statement.executeUpdate();
        }
    }

    private static <T> Function<FeedRecord.Letter, @Nullable T> of(Function<DeadLetter, @Nullable T> field) {
        return record -> field.apply(record.letter());
    }

    private static <T> @Nullable T ofTask(DeadLetter letter, Function<Task, @Nullable T> field) {
        var task = letter.task();
        return task == null ? null : field.apply(task);
    }

    /** An array of byte arrays would be taken for one of two dimensions. */
    private static @Nullable String hex(@Nullable Bytes bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes.get());
    }

    private static String attempts(DeadLetter letter) {
        var array = JSON.createArrayNode();
        for (var attempt : letter.attempts()) {
            array.addObject()
                    .put("number", attempt.number())
                    .put("agent", attempt.agent().value())
                    .put("started_at", attempt.startedAt().toString())
                    .put("ended_at", attempt.endedAt().toString())
                    .put("code", attempt.code())
                    .put("reason", attempt.reason());
        }
        return array.toString();
    }
}
