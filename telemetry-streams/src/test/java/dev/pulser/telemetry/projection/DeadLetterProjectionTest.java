// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.SinkBatches.ofDeadLetters;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.attempt.Attempt;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.sample.TestPostgres;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterProjectionTest {

    private static final String UNBROKEN = """
            select company || ' ' || bool_and(hash = pulser.audit_hash(previous, entry) and seq = number)
            from (select a.company, a.seq, a.hash, a as entry,
                    lag(a.hash) over (partition by a.company order by a.seq) as previous,
                    row_number() over (partition by a.company order by a.seq) as number
                from pulser.audit_log a) as chain
            group by company order by 1""";

    private TestPostgres postgres;
    private PostgresSink projection;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new PostgresSink(postgres.migrations(), postgres.projector(), new SinkStatus());
        projection.open();
    }

    @Test
    void storesARejectedRecordWithItsBytes() throws Exception {
        projection.write(ofDeadLetters(7, unreadable("acme")));

        assertThat(postgres.all("""
                select concat_ws(' ', company, record_offset, code, reason, attempts, source_topic, source_partition,
                    source_offset, encode(original_value, 'hex'), original_key is null, task_id)
                from pulser.dead_letter"""))
                .containsExactly("acme 7 json-malformed no JSON [] pulser.tasks.high 3 99 00ff7b t");
        assertThat(postgres.all("select concat_ws(' ', seq, actor, action, subject, details) from pulser.audit_log"))
                .containsExactly("1 pulser record-rejected pulser.tasks.high-3@99 json-malformed: no JSON");
    }

    @Test
    void storesAFailedTaskWithItsAttempts() throws Exception {
        var task = aTask().payload("{\"x\":1}").build();

        projection.write(ofDeadLetters(0, failed(task)));

        assertThat(postgres.all(
                        "select concat_ws(' ', task_id, task_type, agent, payload, attempts) from pulser.dead_letter"))
                .containsExactly(task.id() + " documentation maya {\"x\":1}"
                        + " [{\"number\":1,\"agent\":\"maya\",\"started_at\":\"2026-01-31T12:00:00Z\","
                        + "\"ended_at\":\"2026-01-31T12:00:05Z\",\"code\":\"agent-refused\",\"reason\":\"no\"}]");
        assertThat(postgres.all("select action || ' ' || subject from pulser.audit_log"))
                .containsExactly("task-failed " + task.id());
    }

    @Test
    void isAuditedOnce() throws Exception {
        projection.write(ofDeadLetters(0, unreadable("acme"), unreadable("globex"), unreadable("acme")));
        projection.write(ofDeadLetters(1, unreadable("globex"), unreadable("acme"), unreadable("acme")));

        assertThat(postgres.all("select company || ' ' || seq from pulser.audit_log order by 1"))
                .containsExactly("acme 1", "acme 2", "acme 3", "globex 1");
        assertThat(postgres.all(UNBROKEN)).containsExactly("acme true", "globex true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update pulser.audit_log set details = 'nothing happened'",
                "delete from pulser.audit_log",
                "truncate pulser.audit_log"
            })
    void isInAnAppendOnlyAuditLog(String forgery) throws Exception {
        projection.write(ofDeadLetters(0, unreadable("acme"), unreadable("acme")));

        try (var projector = postgres.projector().getConnection();
                var owner = postgres.owner();
                var asProjector = projector.createStatement();
                var asOwner = owner.createStatement()) {
            assertThatThrownBy(() -> asProjector.execute(forgery)).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> asOwner.execute(forgery)).hasMessageContaining("append-only");
        }
        assertThat(postgres.rowsOf("audit_log")).hasSize(2);
    }

    @Test
    void detectsAManipulatedAuditLog() throws Exception {
        projection.write(ofDeadLetters(0, unreadable("acme"), unreadable("acme"), unreadable("acme")));
        try (var owner = postgres.owner();
                var statement = owner.createStatement()) {
            statement.execute("alter table pulser.audit_log disable trigger append_only, no force row level security");
            statement.execute("update pulser.audit_log set details = 'nothing happened' where seq = 2");
        }

        assertThat(postgres.all(UNBROKEN)).containsExactly("acme false");
    }

    private static DeadLetter unreadable(String company) {
        return new DeadLetter(
                null,
                new Company(company),
                NOON,
                new TaskError("json-malformed", "no JSON"),
                null,
                List.of(),
                null,
                DeadLetter.Source.at("pulser.tasks.high", 3, 99)
                        .withBytes(null, Bytes.wrap(new byte[] {0, (byte) 0xff, '{'})));
    }

    private static DeadLetter failed(Task task) {
        var error = new TaskError("agent-refused", "no");
        var attempt = new Attempt(1, MAYA, NOON, NOON.plusSeconds(5), error);
        return new DeadLetter(task.id(), task.company(), NOON, error, MAYA, List.of(attempt), task, null);
    }
}
