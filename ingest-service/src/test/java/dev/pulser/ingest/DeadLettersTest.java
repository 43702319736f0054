// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.DatabaseRows;
import dev.pulser.ingest.harness.HttpReply;
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
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoresProfile.class)
class DeadLettersTest {

    private static final String DEAD_LETTERS = "/api/v1/dead-letters";

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

    private Task failed(String type) {
        var task =
                aTask().ofType(type).payload("{\"n\": 1.10}").due(Samples.NOON).build();
        rows.addDeadLetter(task, "agent-refused", "open", 1);
        return task;
    }

    private List<Task> replaysOf(Task failed) {
        return kafka.produced().stream()
                .map(RecordingKafka.Produced::task)
                .filter(task -> failed.id().equals(task.replayOf()))
                .toList();
    }

    @Test
    void showsADeadLetterWithAttemptsAndPayload() {
        var task = failed("documentation");

        var answer = wire.get(DEAD_LETTERS + "/" + task.id());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"payload\":{\"n\": 1.10}", "\"attempts\":[{\"number\":1}]");
        assertThat(answer.json().path("state").asText()).isEqualTo("open");
        assertThat(answer.json().path("code").asText()).isEqualTo("agent-refused");
        assertThat(answer.json().path("priority").asText()).isEqualTo("high");
    }

    @Test
    void listsPageByPageNewestFirst() {
        for (int i = 0; i < 5; i++) {
            rows.addDeadLetter(aTask().ofType("paged-dead-letters").build(), "agent-refused", "open", i / 2);
        }

        var seen = new ArrayList<String>();
        var times = new ArrayList<String>();
        var cursor = "";
        do {
            var page = wire.get(DEAD_LETTERS + "?type=paged-dead-letters&limit=2" + cursor)
                    .json();
            seen.addAll(page.path("dead_letters").findValuesAsText("task_id"));
            times.addAll(page.path("dead_letters").findValuesAsText("at"));
            var next = page.path("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void filtersListsByEveryParameter() {
        var type = "filtered-dead-letters";
        rows.addDeadLetter(aTask().ofType(type).build(), "agent-refused", "open", 1);
        rows.addDeadLetter(aTask().ofType(type).build(), "timeout", "dropped", 60);
        rows.addDeadLetter(aTask().ofType(type).of("other").build(), "timeout", "open", 1);

        assertThat(count("type=" + type)).isEqualTo(2);
        assertThat(count("type=" + type + "&state=open")).isEqualTo(1);
        assertThat(count("type=" + type + "&code=timeout")).isEqualTo(1);
        assertThat(count("type=" + type + "&agent=maya")).isEqualTo(2);
        assertThat(count("type=" + type + "&from=2026-01-31T12:00:30Z")).isEqualTo(1);
        assertThat(count("type=" + type + "&to=2026-01-31T12:00:30Z")).isEqualTo(1);
        assertThat(wire.get(DEAD_LETTERS + "?state=lost").slug()).isEqualTo("filter-invalid");
        assertThat(wire.get(DEAD_LETTERS + "?status=open").slug()).isEqualTo("filter-invalid");
    }

    private int count(String query) {
        return wire.get(DEAD_LETTERS + "?" + query).json().path("dead_letters").size();
    }

    @Test
    void replaysAFailedTaskWithoutItsDeadline() {
        var failed = failed("documentation");

        var answer = wire.post(DEAD_LETTERS + "/" + failed.id() + "/replay", "{\"by\":\"me\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var id = failed.replayed(Samples.NOON).id();
        assertThat(answer.json().path("task_id").asText()).isEqualTo(id.value());
        assertThat(answer.header("location")).endsWith("/api/v1/tasks/" + id);
        assertThat(replaysOf(failed)).singleElement().satisfies(task -> {
            assertThat(task.id()).isEqualTo(id);
            assertThat(task.payload()).isEqualTo("{\"n\": 1.10}");
            assertThat(task.priority()).isEqualTo(Priority.HIGH);
            assertThat(task.timeout()).isEqualTo(Duration.ofSeconds(90));
            assertThat(task.requester()).isEqualTo(failed.requester());
            assertThat(task.deadline()).isNull();
        });
        assertThat(kafka.commands(failed.id().value())).singleElement().satisfies(sent -> {
            assertThat(sent.key()).isEqualTo("maya");
            assertThat(sent.command().by()).isEqualTo("me");
            assertThat(sent.command().body()).isEqualTo(new Command.Replay(failed.id(), id));
        });
        assertThat(wire.get("/api/v1/tasks/" + id).json().path("status").asText())
                .isEqualTo("queued");
    }

    @Test
    void returnsTheSameTaskForARepeatedReplay() {
        var failed = failed("documentation");

        var first =
                wire.post(DEAD_LETTERS + "/" + failed.id() + "/replay", "{}").json();
        var second =
                wire.post(DEAD_LETTERS + "/" + failed.id() + "/replay", "{}").json();

        assertThat(second).isEqualTo(first);
        assertThat(replaysOf(failed))
                .extracting(Task::id)
                .containsOnly(failed.replayed(Samples.NOON).id());
    }

    @Test
    void doesNotResendAReplayedDeadLetter() {
        var failed = aTask().ofType("documentation").build();
        rows.addDeadLetter(failed, "agent-refused", "replayed", 1);

        var answer = wire.post(DEAD_LETTERS + "/" + failed.id() + "/replay", "{}");

        assertThat(answer.json().path("task_id").asText())
                .isEqualTo(failed.replayed(Samples.NOON).id().value());
        assertThat(replaysOf(failed)).isEmpty();
    }

    @Test
    void reportsWhyADeadLetterIsNotReplayable() {
        var unreadable = aTask().build().id();
        rows.addUnreadable("default", unreadable);
        var unassigned = failed("unassigned-work");
        var other = aTask().of("other").build();
        rows.addDeadLetter(other, "agent-refused", "open", 1);

        assertThat(replay(unreadable.value()).slug()).isEqualTo("dead-letter-not-replayable");
        assertThat(replay(unassigned.id().value()).slug()).isEqualTo("agent-unknown");
        assertThat(replay(other.id().value()).slug()).isEqualTo("dead-letter-not-found");
        assertThat(replay("tsk_1").slug()).isEqualTo("id-invalid");
        assertThat(wire.get(DEAD_LETTERS + "/" + other.id()).slug()).isEqualTo("dead-letter-not-found");
    }

    private HttpReply replay(String id) {
        return wire.post(DEAD_LETTERS + "/" + id + "/replay", "{}");
    }

    @Test
    void replaysNamedDeadLettersWithOneResultEach() {
        var good = failed("documentation");
        var unassigned = failed("unassigned-work");
        var none = aTask().build();
        var body = "\"ids\":[\"%s\",\"%s\",\"%s\"]".formatted(good.id(), unassigned.id(), none.id());

        assertThat(wire.post(DEAD_LETTERS + "/replay", "{\"dry_run\":true," + body + "}")
                        .json()
                        .path("matched")
                        .asInt())
                .isEqualTo(2);
        assertThat(replaysOf(good)).isEmpty();

        var answer = wire.post(DEAD_LETTERS + "/replay", "{" + body + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        var results = answer.json().path("results");
        assertThat(results.findValuesAsText("status")).containsExactly("202", "422", "404");
        assertThat(results.get(0).path("replayed_as").asText())
                .isEqualTo(good.replayed(Samples.NOON).id().value());
        assertThat(answer.json().path("affected").asInt()).isEqualTo(1);
        assertThat(replaysOf(good)).hasSize(1);
    }

    @Test
    void replaysByFilterPageByPageOldestFirst() {
        var deadLetters = new ArrayList<Task>();
        for (int i = 0; i < 5; i++) {
            var task = aTask().ofType("documentation").build();
            rows.addDeadLetter(task, "by-filter", "open", i);
            deadLetters.add(task);
        }
        var dropped = aTask().ofType("documentation").build();
        rows.addDeadLetter(dropped, "by-filter", "dropped", 9);

        var replayed = new ArrayList<String>();
        var cursor = "";
        do {
            var answer = wire.post(DEAD_LETTERS + "/replay", "{\"code\":\"by-filter\",\"limit\":2" + cursor + "}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.json().path("matched").asInt()).isEqualTo(5);
            replayed.addAll(answer.json().path("results").findValuesAsText("task_id"));
            var next = answer.json().path("next_cursor");
            cursor = next.isNull() ? "" : ",\"cursor\":\"" + next.asText() + "\"";
        } while (!cursor.isEmpty());

        assertThat(replayed)
                .containsExactlyElementsOf(
                        deadLetters.stream().map(task -> task.id().value()).toList());
        assertThat(replaysOf(dropped)).isEmpty();
    }

    @Test
    void doesNotReplayDeadLettersWrittenAfterTheCommand() {
        for (int i = 0; i < 2; i++) {
            rows.addDeadLetter(aTask().ofType("documentation").build(), "fails-again", "open", i);
        }
        var first = wire.post(DEAD_LETTERS + "/replay", "{\"code\":\"fails-again\",\"limit\":1}")
                .json();
        var since = aTask().ofType("documentation").submittedAt(Instant.now()).build();
        rows.addDeadLetter(since, "fails-again", "open", 0);

        var body = "{\"code\":\"fails-again\",\"limit\":1,\"cursor\":\"%s\"}"
                .formatted(first.path("next_cursor").asText());
        var second = wire.post(DEAD_LETTERS + "/replay", body).json();

        assertThat(second.path("affected").asInt()).isEqualTo(1);
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(replaysOf(since)).isEmpty();
    }

    @Test
    void dropsDeadLettersThatAreNotReplayed() {
        var open = failed("documentation");
        var replayed = aTask().ofType("documentation").build();
        rows.addDeadLetter(replayed, "agent-refused", "replayed", 1);

        var answer = wire.post(DEAD_LETTERS + "/drop", "{\"ids\":[\"%s\",\"%s\"]}".formatted(open.id(), replayed.id()));

        assertThat(answer.json().path("results").findValuesAsText("status")).containsExactly("202", "409");
        assertThat(kafka.commands(open.id().value()))
                .extracting(sent -> sent.command().body())
                .containsExactly(new Command.Drop(open.id()));
        assertThat(kafka.commands(replayed.id().value())).isEmpty();
    }

    @Test
    void rejectsABulkCommandWithoutSelection() {
        assertThat(wire.post(DEAD_LETTERS + "/replay", "{}").slug()).isEqualTo("field-required");
        assertThat(wire.post(DEAD_LETTERS + "/drop", "{\"dry_run\":true}").slug())
                .isEqualTo("field-required");
        assertThat(wire.post(DEAD_LETTERS + "/drop", "{\"ids\":[\"tsk_" + "0".repeat(32) + "\"],\"code\":\"x\"}")
                        .slug())
                .isEqualTo("field-invalid");
    }
}
