// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.telemetry.sample.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** View {@code agent_statistics}, over rows with times relative to now. */
class AgentStatisticsTest {

    private TestPostgres postgres;

    @BeforeEach
    void migrate() throws SQLException {
        postgres = TestPostgres.newDatabase();
        postgres.migrations().run();
    }

    @Test
    void countsEndedTasksWithRatiosAndDurations() throws SQLException {
        // 150 that failed two hours ago, then 90 that completed and 10 that failed within the hour, 1 to 100 seconds
        // each.
        tasks("acme", 1, 150, "failed", "2 hours", 7);
        tasks("acme", 151, 240, "completed", "10 minutes", 0);
        tasks("acme", 241, 250, "failed", "5 minutes", 0);
        tasks("acme", 251, 251, "cancelled", "1 minute", 1);
        tasks("globex", 1, 1, "failed", "1 minute", 1);

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws(' ', company, agent, tasks_completed, tasks_failed, success_ratio_100, error_ratio_1h,"
                                + " round(attempt_p50_ms), round(attempt_p95_ms)) from pulser.agent_statistics"))
                .containsExactly("acme maya 90 160 0.9 0.1 50000 95000");
    }

    @Test
    void hasNoRatiosWithoutCompletedOrFailedTasks() throws SQLException {
        tasks("acme", 1, 1, "cancelled", "3 hours", 1);

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws(' ', agent, tasks_completed, tasks_failed, success_ratio_100, error_ratio_1h,"
                                + " attempt_p99_ms) from pulser.agent_statistics"))
                .containsExactly("maya 0 0");
    }

    /** Inserts tasks that ended {@code ago} and ran for {@code seconds}; for 0, task 151 runs 1 s, task 152 2 s, and so on. */
    private void tasks(String company, int from, int to, String status, String ago, int seconds) throws SQLException {
        try (var connection = postgres.projector().getConnection();
                var statement = connection.createStatement()) {
            var rows = """
                    (select '%s' as company, 't' || n as id, case %d when 0 then n - 150 else %d end * interval '1 second' as took,
                        now() - interval '%s' + n * interval '1 millisecond' as ended
                    from generate_series(%d, %d) as n) as task""".formatted(company, seconds, seconds, ago, from, to);
            statement.execute("""
                    insert into pulser.task_queue (company, task_id, status, assigned_agent, created_at, updated_at, completed_at,
                        attempt, seq)
                    select company, id, '%s', 'maya', ended - took, ended, ended, 1, 2 from %s""".formatted(status, rows));
            statement.execute("""
                    insert into pulser.task_event (company, task_id, seq, at, status, agent, attempt, epoch)
                    select company, id, 1, ended - took, 'running', 'maya', 1, 1 from %1$s
                    union all select company, id, 2, ended, '%2$s', 'maya', 1, 1 from %1$s""".formatted(rows, status));
        }
    }
}
