// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.SinkBatches.EVENTS;
import static dev.pulser.telemetry.sample.SinkBatches.ofEvents;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static dev.pulser.telemetry.sample.TaskEvents.completed;
import static dev.pulser.telemetry.sample.TaskEvents.endedWithCalls;
import static dev.pulser.telemetry.sample.TaskEvents.failed;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static dev.pulser.telemetry.sample.TaskEvents.requeued;
import static dev.pulser.telemetry.sample.TaskEvents.retryOf;
import static dev.pulser.telemetry.sample.TaskEvents.running;
import static dev.pulser.telemetry.sample.TaskEvents.successOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.sample.TestPostgres;
import dev.pulser.telemetry.sink.SinkUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresSinkTest {

    private static final List<String> TABLES = List.of("task_queue", "task_event", "tool_call", "projection_offset");

    private final SinkStatus state = new SinkStatus();
    private TestPostgres postgres;
    private PostgresSink projection;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new PostgresSink(postgres.migrations(), postgres.projector(), state);
        projection.open();
    }

    @Test
    void writesATaskWithItsEventsAndCalls() throws Exception {
        var task = aTask().priority(Priority.CRITICAL)
                .submittedAt(NOON)
                .payload("{\"a\": 1}")
                .build();

        projection.write(ofEvents(0, successOf(task)));

        assertThat(postgres.all("""
                select concat_ws(' ', task_id, task_type, priority, assigned_agent, status, payload, requester,
                    created_at at time zone 'UTC', completed_at - created_at, attempt, retry_count, seq, result, error_code)
                from pulser.task_queue"""))
                .containsExactly(task.id()
                        + " documentation 0 maya completed {\"a\": 1} user@example.com 2026-01-31 12:00:00 00:00:03 1 0 2"
                        + " {\"success\":true}");
        assertThat(postgres.all("select seq || ' ' || status from pulser.task_event order by seq"))
                .containsExactly("0 queued", "1 running", "2 completed");
        assertThat(postgres.all(
                        "select concat_ws(' ', seq, position, server, tool, duration_ms, succeeded) from pulser.tool_call"
                                + " order by position"))
                .containsExactly("2 0 toolbox outline 40 t", "2 1 toolbox outline 40 t");
    }

    @Test
    void givesTheSameRowsForEveryPartitionOfTheEvents() throws Exception {
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < 5; i++) {
            events.addAll(retryOf(aTask().build()));
            events.addAll(successOf(aTask().of("acme").build()));
        }
        projection.write(ofEvents(0, events));
        var atOnce = tables(postgres);

        projection.write(ofEvents(0, events));
        assertThat(tables(postgres)).as("fed twice").isEqualTo(atOnce);

        var other = TestPostgres.newDatabase();
        var inPieces = new PostgresSink(other.migrations(), other.projector(), state);
        inPieces.open();
        for (int size : new int[] {1, 7, 4}) {
            for (int from = 0; from < events.size(); from += size) {
                inPieces.write(ofEvents(from, events.subList(from, Math.min(events.size(), from + size))));
            }
        }
        assertThat(tables(other)).as("in pieces, three times").isEqualTo(atOnce);
    }

    @Test
    void countsRetries() throws Exception {
        projection.write(ofEvents(0, retryOf(aTask().build())));

        assertThat(postgres.all("select attempt || ' ' || retry_count from pulser.task_queue"))
                .containsExactly("2 1");
        assertThat(
                        postgres.allFor(
                                "default",
                                "select concat_ws(' ', attempt, agent, outcome, code) from pulser.task_attempt order by attempt"))
                .containsExactly("1 maya retrying agent-unreachable", "2 maya completed");
    }

    @Test
    void sumsTheCostOfAgentsPerDay() throws Exception {
        var task = aTask().build();
        var other = aTask().build();
        projection.write(ofEvents(
                0,
                List.of(
                        queued(task),
                        running(task, 1, 1).withUsage(new Usage(900, 90, 1_200_000)),
                        completed(task, 2, 1, "{}").withUsage(new Usage(1_000, 100, 1_500_000)),
                        queued(other),
                        running(other, 1, 1).withUsage(new Usage(1, 2, 3)))));
        projection.write(ofEvents(5, successOf(aTask().build())));
        projection.write(ofEvents(8, List.of(running(task, 3, 2)))); // tells of nothing used

        assertThat(postgres.allFor(
                        "default",
                        "select concat_ws(' ', agent, day, tasks, input_tokens, output_tokens, tokens, round(dollars, 6))"
                                + " from pulser.agent_cost_daily"))
                .containsExactly("maya 2026-01-31 2 1001 102 1103 1.500003");
        assertThat(postgres.allFor("acme", "select agent from pulser.agent_cost_daily"))
                .isEmpty();
    }

    @Test
    void storesLabelsForFilters() throws Exception {
        var labeled = aTask().labeled("team", "core").labeled("ticket", "42").build();
        projection.write(ofEvents(0, List.of(queued(labeled), queued(aTask().build()))));
        projection.write(ofEvents(2, List.of(running(labeled, 1, 1))));

        assertThat(
                        postgres.allFor(
                                "default",
                                "select task_id || ' ' || labels from pulser.task_queue where labels @> '{\"team\": \"core\"}'"))
                .containsExactly(labeled.id() + " {\"team\": \"core\", \"ticket\": \"42\"}");
    }

    @Test
    void storesAgentAndErrorOfAToolCall() throws Exception {
        var task = aTask().build();
        var call = new ToolCall("files", "read", NOON, Duration.ofMillis(40), 120, 300, "tool-quarantined", "3f2a");
        var ended = endedWithCalls(task, 2, TaskState.RETRYING, call);

        projection.write(ofEvents(0, List.of(queued(task), running(task, 1, 1), ended)));

        assertThat(postgres.all("select concat_ws(' ', agent, code, definition_hash) from pulser.tool_call"))
                .containsExactly("maya tool-quarantined 3f2a");
    }

    @Test
    void undoesAnAttemptThatDidNotStart() throws Exception {
        var task = aTask().build();
        projection.write(ofEvents(0, List.of(queued(task), running(task, 1, 1))));
        projection.write(ofEvents(2, List.of(requeued(task, 2, 0))));

        assertThat(postgres.all("select attempt || ' ' || retry_count from pulser.task_queue"))
                .containsExactly("0 0");
    }

    @Test
    void continuesBehindItsLastTransaction() throws Exception {
        projection.write(ofEvents(40, successOf(aTask().build())));

        assertThat(projection.committed(Set.of(EVENTS))).isEqualTo(Map.of(EVENTS, 43L));
    }

    @Test
    void rollsBackRowsAndOffsetsTogether() throws Exception {
        try (var owner = postgres.owner();
                var statement = owner.createStatement()) {
            statement.execute("alter table pulser.task_event rename to elsewhere");
        }

        assertThatThrownBy(() -> projection.write(ofEvents(0, successOf(aTask().build()))))
                .isInstanceOf(SinkUnavailableException.class)
                .hasMessageContaining("task_event");

        assertThat(postgres.rowsOf("task_queue")).isEmpty();
        assertThat(projection.committed(Set.of(EVENTS))).isEmpty();
    }

    @Test
    void skipsARecordThatTheDatabaseRejects() throws Exception {
        var good = aTask().build();
        var bad = aTask().submittedAt(Instant.MAX).build();
        var events = new ArrayList<>(successOf(good));
        events.add(1, queued(bad));

        projection.write(ofEvents(0, events));

        assertThat(postgres.all("select task_id || ' ' || status from pulser.task_queue"))
                .containsExactly(good.id() + " completed");
        assertThat(state.skippedRecords()).isEqualTo(1);
        assertThat(projection.committed(Set.of(EVENTS))).isEqualTo(Map.of(EVENTS, 4L));
    }

    @Test
    void storesATaskWithoutItsFirstEvent() throws Exception {
        projection.write(ofEvents(1, List.of(running(aTask().build(), 1, 1))));

        assertThat(postgres.all("select concat_ws(' ', status, assigned_agent, seq, task_type) from pulser.task_queue"))
                .containsExactly("running maya 1");
    }

    @Test
    void storesAReasonWithANulCharacter() throws Exception {
        var task = aTask().build();

        projection.write(ofEvents(0, List.of(queued(task), failed(task, 1, 0, "bad\0byte"))));

        assertThat(postgres.all("select error_message from pulser.task_queue")).containsExactly("bad\uFFFDbyte");
        assertThat(state.skippedRecords()).isZero();
    }

    @Test
    void storesPayloadsThatJsonbRejects() throws Exception {
        var payload = "{\"b\":1, \"a\":\"\\u0000 {} , 'ü' \\\\ \\\" 🙂\",\"b\":2}";

        projection.write(ofEvents(0, List.of(queued(aTask().payload(payload).build()))));

        assertThat(postgres.all("select payload from pulser.task_queue")).containsExactly(payload);
        assertThat(postgres.allFor("default", "select payload is null from pulser.task_overview"))
                .containsExactly("t");
    }

    @Test
    void rebuildsADatabaseThatWasEmptied() throws Exception {
        projection.write(ofEvents(0, successOf(aTask().build())));
        try (var owner = postgres.owner();
                var statement = owner.createStatement()) {
            statement.execute("drop schema pulser cascade");
        }
        assertThatThrownBy(() -> projection.write(ofEvents(3, successOf(aTask().build()))))
                .isInstanceOf(SinkUnavailableException.class);

        projection.open();

        assertThat(projection.committed(Set.of(EVENTS)))
                .as("from the beginning")
                .isEmpty();
    }

    @Test
    void analyzesNewTables() throws Exception {
        var events = new ArrayList<TaskEvent>();
        for (int i = 0; i < 120; i++) {
            events.addAll(successOf(aTask().build()));
        }

        projection.write(ofEvents(0, events));

        assertThat(postgres.all("select reltuples from pg_class where oid = 'pulser.task_queue'::regclass"))
                .containsExactly("120");
    }

    private static List<List<String>> tables(TestPostgres postgres) throws Exception {
        var rows = new ArrayList<List<String>>();
        for (var table : TABLES) {
            rows.add(postgres.rowsOf(table));
        }
        return rows;
    }
}
