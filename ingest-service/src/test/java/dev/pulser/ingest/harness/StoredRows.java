// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import dev.pulser.contract.task.Task;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;

/** Writes rows as telemetry-streams would. */
public final class StoredRows {

    private final String url;

    public StoredRows(String url) {
        this.url = url;
    }

    /** The task in this state, with the events up to it. */
    public void add(Task task, String status, int seq) {
        try (var connection = DriverManager.getConnection(url)) {
            try (var insert = connection.prepareStatement("""
                    insert into pulser.task_queue (company, task_id, task_type, priority, assigned_agent, status, payload,
                        requester, created_at, updated_at, attempt, seq, result, deadline)
                    values (?, ?, ?, ?, 'maya', ?, ?, ?, ?, now(), 1, ?, ?, ?)
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
}
