// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.SinkBatches.merge;
import static dev.pulser.telemetry.sample.SinkBatches.ofApprovals;
import static dev.pulser.telemetry.sample.SinkBatches.ofEvents;
import static dev.pulser.telemetry.sample.SinkBatches.ofTools;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static dev.pulser.telemetry.sample.TaskEvents.endedWithCalls;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static dev.pulser.telemetry.sample.TaskEvents.running;
import static dev.pulser.telemetry.sample.ToolRecords.approved;
import static dev.pulser.telemetry.sample.ToolRecords.approvedBy;
import static dev.pulser.telemetry.sample.ToolRecords.listed;
import static dev.pulser.telemetry.sample.ToolRecords.removed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.ToolCall;
import dev.pulser.contract.task.TaskState;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.projection.PostgresSink;
import dev.pulser.telemetry.sample.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolProjectionTest {

    private static final String AUDITED =
            "select concat_ws('|', company, actor, action, subject, details) from pulser.audit_log order by seq";

    private TestPostgres postgres;
    private PostgresSink projection;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new PostgresSink(postgres.migrations(), postgres.projector(), new SinkStatus());
        projection.open();
    }

    @Test
    void storesToolsVisibleToEveryCompany() throws Exception {
        projection.write(ofTools(0, listed(1, "h1")));
        projection.write(ofApprovals(0, approved(2, "h1")));

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws('|', server, tool, title, description, hints, definition_hash, listed, approved_hash, approved_by,"
                                + " approved_at at time zone 'UTC', state) from pulser.tool"))
                .containsExactly(
                        "files|read|Read a file|Reads one file|{\"read_only\": true, \"idempotent\": false}|h1|t|h1"
                                + "|2026-01-31 12:00:02|approved");
    }

    @Test
    void computesTheStateInAnyOrder() throws Exception {
        projection.write(ofApprovals(0, approved(2, "h1")));
        assertThat(state()).isEqualTo("null");
        projection.write(ofTools(0, listed(1, "h1")));
        assertThat(state()).isEqualTo("approved");
        projection.write(ofTools(1, listed(3, "h2")));
        assertThat(state()).isEqualTo("quarantined");
        projection.write(ofTools(2, removed(4, "h2")));
        assertThat(state()).isEqualTo("gone");
    }

    private String state() throws Exception {
        return postgres.all("select state from pulser.tool").getFirst();
    }

    @Test
    void auditsAChangeOfAToolOnce() throws Exception {
        var batches = List.of(
                ofTools(0, listed(1, "h1")),
                ofApprovals(0, approved(1, "h1")),
                ofTools(1, listed(5, "h2")),
                ofApprovals(1, approvedBy("maya@example.com", 6, "h2")),
                ofTools(2, removed(7, "h2")));

        for (int time = 0; time < 2; time++) {
            for (SinkBatch batch : batches) {
                projection.write(batch);
            }
        }

        assertThat(postgres.all(AUDITED))
                .containsExactly(
                        "default|pulser|tool-quarantined|tool files/read|h2: its definition differs from the approved one, h1",
                        "default|maya@example.com|tool-approved|tool files/read|h2: reviewed",
                        "default|pulser|tool-gone|tool files/read|h2: its server no longer lists it");
    }

    @Test
    void computesTheStateOverAWholeBatch() throws Exception {
        projection.write(merge(
                ofTools(0, listed(1, "h1"), listed(3, "h2")),
                ofApprovals(0, approved(1, "h1"), approvedBy("maya@example.com", 4, "h2"))));

        assertThat(postgres.all("select change from pulser.tool_change")).containsExactly("approved");
        assertThat(state()).isEqualTo("approved");
    }

    @Test
    void countsCallsPerServerAndTool() throws Exception {
        var task = aTask().build();
        var now = Instant.now();
        var good = new ToolCall("files", "read", now, Duration.ofMillis(10), 120, 300, null, null);
        var bad = new ToolCall("files", "read", now, Duration.ofMillis(110), 120, 300, "tool-failed", null);
        var old = new ToolCall("files", "read", NOON, Duration.ofHours(1), 1, 1, null, null);
        var ended = endedWithCalls(task, 2, TaskState.COMPLETED, good, bad, old);

        projection.write(ofEvents(0, List.of(queued(task), running(task, 1, 1), ended)));

        assertThat(postgres.allFor(
                        "default",
                        "select concat_ws(' ', server, tool, calls, failures, p50_ms, p95_ms, request_bytes, response_bytes,"
                                + " last_call_at is not null) from pulser.tool_statistics"))
                .containsExactly("files read 3 1 60 105 241 601 t");
    }
}
