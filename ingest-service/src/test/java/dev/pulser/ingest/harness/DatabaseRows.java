// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Inserts rows as telemetry-streams does. */
public final class DatabaseRows {

    private static final AtomicLong OFFSETS = new AtomicLong();

    private final String url;

    public DatabaseRows(String url) {
        this.url = url;
    }

    /** Inserts a task in this state, with all its events. */
    public void add(Task task, String status, int seq) {
        try (var connection = DriverManager.getConnection(url)) {
            try (var insert = connection.prepareStatement("""
                    insert into pulser.task_queue (company, task_id, task_type, priority, assigned_agent, status, payload,
                        requester, created_at, updated_at, attempt, seq, result, deadline, labels)
                    values (?, ?, ?, ?, 'maya', ?, ?, ?, ?, now(), 1, ?, ?, ?, ?::jsonb)
                    """)) {
                insert.setString(1, task.company().name());
                insert.setString(2, task.id().value());
                insert.setString(3, task.type().name());
                insert.setInt(
                        4,
                        switch (task.priority()) {
                            case CRITICAL -> 0;
                            case HIGH -> 1;
                            case MEDIUM -> 2;
                            case LOW -> 3;
                        });
                insert.setString(5, status);
                insert.setString(6, task.payload());
                insert.setString(7, task.requester());
                insert.setTimestamp(8, Timestamp.from(task.submittedAt()));
                insert.setInt(9, seq);
                insert.setString(10, status.equals("completed") ? "{\"n\":1.10}" : null);
                insert.setTimestamp(11, task.deadline() == null ? null : Timestamp.from(task.deadline()));
                insert.setString(12, json(task));
                insert.executeUpdate();
            }
            for (int i = 0; i <= seq; i++) {
                try (var insert = connection.prepareStatement("""
                        insert into pulser.task_event (company, task_id, seq, at, status, agent, attempt, epoch)
                        values (?, ?, ?, ?, ?, 'maya', 1, 1)
                        """)) {
                    insert.setString(1, task.company().name());
                    insert.setString(2, task.id().value());
                    insert.setInt(3, i);
                    insert.setTimestamp(4, Timestamp.from(task.submittedAt().plusMillis(i)));
                    insert.setString(5, i == seq ? status : i == 0 ? "queued" : "running");
                    insert.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Inserts the dead letter of a failed task, written {@code second} seconds after its submission. */
    public void addDeadLetter(Task task, String code, String state, int second) {
        try (var connection = DriverManager.getConnection(url);
                var insert = connection.prepareStatement("""
                        insert into pulser.dead_letter (company, record_partition, record_offset, at, task_id, task_type, agent,
                            code, reason, attempts, payload, state, replayed_as, priority, requester, timeout_ms,
                            labels)
                        values (?, 0, ?, ?, ?, ?, 'maya', ?, 'no', '[{"number":1}]', ?, ?, ?, 1, ?, 90000, ?::jsonb)
                        """)) {
            insert.setString(1, task.company().name());
            insert.setLong(2, OFFSETS.incrementAndGet());
            insert.setTimestamp(3, Timestamp.from(task.submittedAt().plusSeconds(second)));
            insert.setString(4, task.id().value());
            insert.setString(5, task.type().name());
            insert.setString(6, code);
            insert.setString(7, task.payload());
            insert.setString(8, state);
            insert.setString(
                    9,
                    state.equals("replayed")
                            ? task.replayed(task.submittedAt()).id().value()
                            : null);
            insert.setString(10, task.requester());
            insert.setString(11, json(task));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Inserts the dead letter of a record that could not be read as a task. */
    public void addUnreadable(String company, TaskId id) {
        try (var connection = DriverManager.getConnection(url);
                var insert = connection.prepareStatement("""
                        insert into pulser.dead_letter (company, record_partition, record_offset, at, task_id, code, reason,
                            attempts, source_topic, source_partition, source_offset)
                        values (?, 0, ?, now(), ?, 'json-malformed', 'no JSON', '[]', 'pulser.tasks.high', 3, 99)
                        """)) {
            insert.setString(1, company);
            insert.setLong(2, OFFSETS.incrementAndGet());
            insert.setString(3, id.value());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Task task) {
        return task.labels().entrySet().stream()
                .map(label -> "\"%s\":\"%s\"".formatted(label.getKey(), label.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
