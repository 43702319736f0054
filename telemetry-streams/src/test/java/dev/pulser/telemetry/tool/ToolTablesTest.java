// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.Batches.ofApprovals;
import static dev.pulser.telemetry.sample.Batches.ofEvents;
import static dev.pulser.telemetry.sample.Batches.ofOffers;
import static dev.pulser.telemetry.sample.Batches.together;
import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Events.NOON;
import static dev.pulser.telemetry.sample.Events.at;
import static dev.pulser.telemetry.sample.Events.queued;
import static dev.pulser.telemetry.sample.Events.running;
import static dev.pulser.telemetry.sample.Tools.anOffer;
import static dev.pulser.telemetry.sample.Tools.approved;
import static dev.pulser.telemetry.sample.Tools.approvedBy;
import static dev.pulser.telemetry.sample.Tools.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.task.ToolCall;
import dev.pulser.telemetry.feed.Batch;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.projection.TaskProjection;
import dev.pulser.telemetry.sample.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolTablesTest {

    private static final String AUDITED =
            "select concat_ws('|', company, actor, action, subject, details) from pulser.audit_log order by seq";

    private TestPostgres postgres;
    private TaskProjection projection;

    @BeforeEach
    void reach() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = new TaskProjection(postgres.migrations(), postgres.projector(), new FeedState());
        projection.reach();
    }

    @Test
    void keepsWhatIsOfferedAndShowsItToEverybody() throws Exception {
        projection.write(ofOffers(0, anOffer(1, "h1")));
        projection.write(ofApprovals(0, approved(2, "h1")));

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws('|', server, tool, title, description, hints, hash, offered, approved_hash, approved_by,"
                                + " approved_at at time zone 'UTC', state) from pulser.tool"))
                .containsExactly(
                        "files|read|Read a file|Reads one file|{\"read_only\": true, \"idempotent\": false}|h1|t|h1"
                                + "|2026-01-31 12:00:02|approved");
    }

    @Test
    void saysTheStateWhicheverTopicIsReadFirst() throws Exception {
        projection.write(ofApprovals(0, approved(2, "h1")));
        assertThat(state()).isEqualTo("null");
        projection.write(ofOffers(0, anOffer(1, "h1")));
        assertThat(state()).isEqualTo("approved");
        projection.write(ofOffers(1, anOffer(3, "h2")));
        assertThat(state()).isEqualTo("quarantined");
        projection.write(ofOffers(2, withdrawn(4, "h2")));
        assertThat(state()).isEqualTo("gone");
    }

    private String state() throws Exception {
        return postgres.all("select state from pulser.tool").getFirst();
    }

    @Test
    void auditsWhatBecameOfAToolOnceHoweverOftenItIsRead() throws Exception {
        var batches = List.of(
                ofOffers(0, anOffer(1, "h1")),
                ofApprovals(0, approved(1, "h1")),
                ofOffers(1, anOffer(5, "h2")),
                ofApprovals(1, approvedBy("maya@example.com", 6, "h2")),
                ofOffers(2, withdrawn(7, "h2")));

        for (int time = 0; time < 2; time++) {
            for (Batch batch : batches) {
                projection.write(batch);
            }
        }

        assertThat(postgres.all(AUDITED))
                .containsExactly(
                        "default|pulser|tool-quarantined|tool files/read|h2: its definition is not the approved one, h1",
                        "default|maya@example.com|tool-approved|tool files/read|h2: looked at it",
                        "default|pulser|tool-gone|tool files/read|h2: its server does not list it any more");
    }

    @Test
    void takesWhatIsReadTogetherForOne() throws Exception {
        projection.write(together(
                ofOffers(0, anOffer(1, "h1"), anOffer(3, "h2")),
                ofApprovals(0, approved(1, "h1"), approvedBy("maya@example.com", 4, "h2"))));

        assertThat(postgres.all("select change from pulser.tool_change")).containsExactly("approved");
        assertThat(state()).isEqualTo("approved");
    }

    @Test
    void countsCallsPerServerAndTool() throws Exception {
        var task = aTask().build();
        var now = Instant.now();
        var good = new ToolCall("files", "read", now, Duration.ofMillis(10), 120, 300, true);
        var bad = new ToolCall("files", "read", now, Duration.ofMillis(110), 120, 300, false);
        var old = new ToolCall("files", "read", NOON, Duration.ofHours(1), 1, 1, true);
        var ended = new TaskEvent(
                task.id(),
                task.company(),
                2,
                at(2),
                TaskState.COMPLETED,
                MAYA,
                1,
                1,
                null,
                null,
                null,
                null,
                "{}",
                List.of(good, bad, old));

        projection.write(ofEvents(0, List.of(queued(task), running(task, 1, 1), ended)));

        assertThat(postgres.allFor(
                        "default",
                        "select concat_ws(' ', server, tool, calls, failures, p50_ms, p95_ms, request_bytes, response_bytes,"
                                + " last_call is not null) from pulser.tool_figures"))
                .containsExactly("files read 3 1 60 105 241 601 t");
    }
}
