// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.DatabaseRows;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.StoresProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that cancel tasks, and commands that pause agents and companies. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class CancelTest {

    private static final String TASKS = "/api/v1/tasks";

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "test.postgres.superuser")
    String postgres;

    @Inject
    AgentCatalog catalog;

    @Inject
    RecordingKafka kafka;

    private RawHttpClient wire;
    private DatabaseRows rows;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        rows = new DatabaseRows(postgres);
        Agents.announce(catalog);
    }

    private Task submitted() {
        var answer = wire.post(TASKS, "{\"task_type\":\"documentation\",\"payload\":{}}");
        return kafka.produced(new TaskId(answer.json().path("task_id").asText()))
                .orElseThrow()
                .task();
    }

    @Test
    void sendsACancelToTheLaneOfTheTask() {
        var task = submitted();
        kafka.emit(task, 0, null, TaskState.QUEUED);

        var answer = wire.post(TASKS + "/" + task.id() + "/cancel", "{\"by\":\"me\",\"reason\":\"too late\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(kafka.commands(task.id().value())).singleElement().satisfies(sent -> {
            assertThat(sent.key()).isEqualTo("maya");
            assertThat(sent.command().body()).isEqualTo(new Command.Cancel(task.id()));
            assertThat(sent.command().by()).isEqualTo("me");
            assertThat(sent.command().reason()).isEqualTo("too late");
            assertThat(sent.command().id().value())
                    .isEqualTo(answer.json().path("command_id").asText());
        });
        assertThat(wire.get(TASKS + "/" + task.id())
                        .json()
                        .path("cancel_requested")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void requiresNoBody() {
        var task = aTask().build();
        rows.add(task, "running", 1);

        assertThat(wire.ask("POST " + TASKS + "/" + task.id() + "/cancel", "Content-Length: 0")
                        .status())
                .isEqualTo(202);
        assertThat(kafka.commands(task.id().value())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed", "cancelled", "expired"})
    void rejectsATaskThatHasEnded(String state) {
        var task = aTask().build();
        rows.add(task, state, 2);

        var answer = wire.post(TASKS + "/" + task.id() + "/cancel", "{}");

        assertThat(answer.slug()).isEqualTo("task-already-ended");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("detail").asText()).contains(state);
        assertThat(kafka.commands(task.id().value())).isEmpty();
    }

    @Test
    void cancelsATaskThatIsNotQueuedYet() {
        var task = submitted();

        var answer = wire.post(TASKS + "/" + task.id() + "/cancel", "{}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("status").asText()).isEqualTo("queued");
        assertThat(kafka.commands(task.id().value()))
                .singleElement()
                .extracting(RecordingKafka.Commanded::key)
                .isEqualTo("maya");
    }

    @Test
    void hidesTasksOfOtherCompanies() {
        var other = aTask().of("other").build();
        rows.add(other, "running", 1);

        assertThat(wire.post(TASKS + "/" + other.id() + "/cancel", "{}").slug()).isEqualTo("task-not-found");
        assertThat(wire.post(TASKS + "/tsk_1/cancel", "{}").slug()).isEqualTo("id-invalid");
        assertThat(kafka.commands(other.id().value())).isEmpty();
    }

    @Test
    void countsAndCancelsPageByPage() {
        var type = "bulk-cancel";
        var wanted = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            var task = aTask().ofType(type).build();
            rows.add(task, i % 2 == 0 ? "queued" : "running", 1);
            wanted.add(task.id().value());
        }
        rows.add(aTask().ofType(type).build(), "completed", 2);
        rows.add(aTask().ofType(type).of("other").build(), "queued", 0);

        var counted = wire.post(TASKS + "/cancel", "{\"task_type\":\"bulk-cancel\",\"dry_run\":true}");
        assertThat(counted.status()).isEqualTo(200);
        assertThat(counted.json().path("matched").asInt()).isEqualTo(5);
        assertThat(kafka.commands(wanted.getFirst())).isEmpty();

        var cancelled = new ArrayList<String>();
        var cursor = "";
        do {
            var answer = wire.post(TASKS + "/cancel", "{\"task_type\":\"bulk-cancel\",\"limit\":2" + cursor + "}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            answer.json().path("task_ids").forEach(id -> cancelled.add(id.asText()));
            var next = answer.json().path("next_cursor");
            cursor = next.isNull() ? "" : ",\"cursor\":\"" + next.asText() + "\"";
        } while (!cursor.isEmpty());

        assertThat(cancelled).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(wanted).allSatisfy(id -> assertThat(kafka.commands(id)).hasSize(1));
    }

    @Test
    void filtersByStatusAgentAgeAndId() {
        var old = aTask().ofType("chosen").build();
        rows.add(old, "queued", 0);
        var running = aTask().ofType("chosen").build();
        rows.add(running, "running", 1);
        var young = aTask().ofType("chosen")
                .submittedAt(Instant.now().plus(Duration.ofHours(1)))
                .build();
        rows.add(young, "queued", 0);

        assertThat(matching("\"status\":\"queued\"")).isEqualTo(2);
        assertThat(matching("\"status\":\"running\"")).isEqualTo(1);
        assertThat(matching("\"older_than\":\"1s\",\"status\":\"queued\"")).isEqualTo(1);
        assertThat(matching("\"agent\":\"maya\"")).isEqualTo(3);
        assertThat(matching("\"agent\":\"dash\"")).isZero();
        assertThat(matching("\"ids\":[\"" + old.id() + "\",\"tsk_" + "0".repeat(32) + "\"]"))
                .isEqualTo(1);
    }

    private int matching(String filter) {
        var answer = wire.post(TASKS + "/cancel", "{\"task_type\":\"chosen\",\"dry_run\":true," + filter + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("matched").asInt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {} | field-required
            {"dry_run":true} | field-required
            {"agent":"Maya"} | field-invalid
            {"agent":7} | field-type
            {"status":"completed"} | field-invalid
            {"older_than":"soon"} | field-invalid
            {"ids":[]} | field-range
            {"ids":["tsk_1"]} | field-invalid
            {"all":1} | field-type
            {"all":true,"limit":1001} | field-range
            {"all":true,"cursor":"AAAA"} | field-invalid
            {"all":true,"by":"a\\nb"} | field-invalid
            {"all":true,"company":"other"} | field-unknown
            {"all":true,"all":true} | json-duplicate-key
            {"all":true | json-malformed
            [] | field-type
            """)
    void reportsErrorsOfABody(String body, String slug) {
        var answer = wire.post(TASKS + "/cancel", body);

        assertThat(answer.slug()).as(answer.body()).isEqualTo(slug);
        assertThat(answer.body()).doesNotContain("Source");
    }

    @Test
    void pausesAndResumesAnAgent() {
        var paused = wire.post("/api/v1/agents/dash/pause", "{\"reason\":\"maintenance\"}");
        var resumed = wire.post("/api/v1/agents/dash/resume", "{}");

        assertThat(paused.status()).as(paused.body()).isEqualTo(202);
        var command = kafka.commands(paused.json().path("command_id").asText()).getFirst();
        assertThat(command.key()).isEqualTo("dash");
        assertThat(command.command().body()).isEqualTo(new Command.Pause(new AgentName("dash")));
        assertThat(kafka.commands(resumed.json().path("command_id").asText())
                        .getFirst()
                        .command()
                        .body())
                .isInstanceOf(Command.Resume.class);
        assertThat(wire.post("/api/v1/agents/unknown/pause", "{}").slug()).isEqualTo("agent-not-found");
    }

    @Test
    void pausesACompanyInEveryPartition() {
        var answer = wire.post("/api/v1/company/pause", "{}");

        var copies = kafka.commands(answer.json().path("command_id").asText());
        assertThat(copies).extracting(RecordingKafka.Commanded::partition).containsExactly(0, 1, 2, 3);
        assertThat(copies).allSatisfy(copy -> assertThat(copy.command().body()).isEqualTo(new Command.Pause(null)));
    }
}
