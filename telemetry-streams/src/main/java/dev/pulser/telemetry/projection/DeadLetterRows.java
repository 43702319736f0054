// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.task.Task;
import dev.pulser.telemetry.batch.SinkRecord.DeadLetterRecord;
import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Rows of table {@code dead_letter}, each with an entry in {@code audit_log}. */
final class DeadLetterRows {

    private static final String INSERT = """
            with added as (
                insert into pulser.dead_letter (
                    company, record_partition, record_offset, at, task_id, task_type, agent, code, reason, attempts, payload,
                    source_topic, source_partition, source_offset, original_key, original_value,
                    priority, requester, requested_agent, timeout_ms, labels)
                select company, record_partition, record_offset, at, task_id, task_type, agent, code, reason, attempts, payload,
                    source_topic, source_partition, source_offset, decode(original_key, 'hex'), decode(original_value, 'hex'),
                    priority, requester, requested_agent, timeout_ms, coalesce(labels, '{}')::jsonb
                from unnest(
                    ?::text[], ?::int4[], ?::int8[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::text[], ?::int4[], ?::int8[], ?::text[], ?::text[],
                    ?::int4[], ?::text[], ?::text[], ?::int8[], ?::text[])
                    as dead_letter (
                    company, record_partition, record_offset, at, task_id, task_type, agent, code, reason, attempts, payload,
                    source_topic, source_partition, source_offset, original_key, original_value,
                    priority, requester, requested_agent, timeout_ms, labels)
                on conflict do nothing
                returning *)
            insert into pulser.audit_log (company, at, actor, action, subject, details)
            select company, at, 'pulser', case when source_topic is null then 'task-failed' else 'record-rejected' end,
                coalesce(task_id, source_topic || '-' || source_partition || '@' || source_offset, 'unknown'),
                code || ': ' || reason
            from added
            order by record_partition, record_offset""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private DeadLetterRows() {}

    static void insert(Connection connection, List<DeadLetterRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            new ColumnArrays<>(statement, records)
                    .text(of(deadLetter -> deadLetter.company().name()))
                    .int4(record -> record.partition().partition())
                    .int8(DeadLetterRecord::offset)
                    .timestamp(of(DeadLetter::at))
                    .text(of(deadLetter -> TaskRows.valueOf(deadLetter.id())))
                    .text(ofTask(task -> task.type().name()))
                    .text(of(deadLetter -> TaskRows.nameOf(deadLetter.agent())))
                    .text(of(deadLetter -> deadLetter.error().code()))
                    .text(of(deadLetter -> deadLetter.error().reason()))
                    .text(of(DeadLetterRows::attempts))
                    .text(ofTask(Task::payload))
                    .text(ofSource(DeadLetter.Source::topic))
                    .int4(ofSource(DeadLetter.Source::partition))
                    .int8(ofSource(DeadLetter.Source::offset))
                    .text(ofSource(source -> hex(source.key())))
                    .text(ofSource(source -> hex(source.value())))
                    .int4(ofTask(task -> TaskRows.rankOf(task.priority())))
                    .text(ofTask(Task::requester))
                    .text(ofTask(task -> TaskRows.nameOf(task.agent())))
                    .int8(ofTask(TaskRows::timeoutMillis))
                    .text(ofTask(task -> TaskRows.json(task.labels())));
            statement.executeUpdate();
        }
    }

    private static <T> Function<DeadLetterRecord, @Nullable T> of(Function<DeadLetter, @Nullable T> field) {
        return record -> field.apply(record.deadLetter());
    }

    private static <T> Function<DeadLetterRecord, @Nullable T> ofTask(Function<Task, @Nullable T> field) {
        return record -> {
            var task = record.deadLetter().task();
            return task == null ? null : field.apply(task);
        };
    }

    private static <T> Function<DeadLetterRecord, @Nullable T> ofSource(
            Function<DeadLetter.Source, @Nullable T> field) {
        return record -> {
            var source = record.deadLetter().source();
            return source == null ? null : field.apply(source);
        };
    }

    /** Encodes bytes as text, because JDBC takes an array of byte arrays for a two-dimensional one. */
    private static @Nullable String hex(@Nullable Bytes bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes.get());
    }

    private static String attempts(DeadLetter deadLetter) {
        var array = JSON.createArrayNode();
        for (var attempt : deadLetter.attempts()) {
            array.addObject()
                    .put("number", attempt.number())
                    .put("agent", attempt.agent().value())
                    .put("started_at", attempt.startedAt().toString())
                    .put("ended_at", attempt.endedAt().toString())
                    .put("code", attempt.error().code())
                    .put("reason", attempt.error().reason());
        }
        return array.toString();
    }
}
