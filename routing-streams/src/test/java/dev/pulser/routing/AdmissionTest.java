// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static dev.pulser.routing.RoutingTestBench.taskTopic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.HeaderNames;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final String JSON = "{\"task_type\":\"documentation\",\"payload\":{\"file\":\"GUIDE.md\"}}";

    private final RoutingTestBench bench = aBench().agents(anAgent("maya").homeOf("documentation"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void completesAJsonTaskFromItsRecord() {
        submitJson(JSON, new RecordHeaders());

        var task = bench.newAssignments().getFirst().task();
        assertThat(task.priority()).isEqualTo(Priority.HIGH);
        assertThat(task.company()).hasToString("default");
        assertThat(task.submittedAt()).isEqualTo(NOON);
        assertThat(task.payload()).isEqualTo("{\"file\":\"GUIDE.md\"}");
    }

    @Test
    void readsCompanyAndTraceFromTheHeaders() {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.COMPANY, "acme".getBytes(UTF_8));
        headers.add(HeaderNames.TRACEPARENT, "00-1-2-01".getBytes(UTF_8));

        submitJson(JSON, headers);

        var task = bench.newAssignments().getFirst().task();
        assertThat(task.company()).hasToString("acme");
        assertThat(task.traceparent()).isEqualTo("00-1-2-01");
    }

    @Test
    void ignoresATraceContextThatIsTooLong() {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.TRACEPARENT, "0".repeat(700_000).getBytes(UTF_8));

        submitJson(JSON, headers);

        assertThat(bench.newAssignments().getFirst().task().traceparent()).isNull();
    }

    @Test
    void rejectsACompanyHeaderThatDiffersFromTheTask() {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.COMPANY, "acme".getBytes(UTF_8));
        var topic = RoutingTestBench.TOPICS.tasks(Priority.LOW);
        var bytes = topic.values()
                .serializer()
                .serialize(topic.name(), aTask().of("zulu").build());

        bench.input(taskTopic(Priority.LOW)).pipeInput(new TestRecord<>(null, bytes, headers, NOON));

        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code())
                .containsExactly("company-mismatch");
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void rejectsAnInvalidCompanyHeader() {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.COMPANY, "No Name!".getBytes(UTF_8));

        submitJson(JSON, headers);

        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code())
                .containsExactly("validation");
    }

    @Test
    void ignoresADuplicateSubmission() {
        bench.agents(anAgent("maya").homeOf("documentation").capacity(9));
        bench.submit(aTask().keyed("k-1"));

        bench.submit(aTask().keyed("k-1"));

        assertThat(bench.newAssignments()).hasSize(1);
        assertThat(bench.events()).hasSize(2);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void deadLettersADifferentTaskWithTheSameId() {
        var first = bench.submit(aTask().keyed("k-1"));

        bench.submit(aTask().keyed("k-1").payload("{\"file\":\"OTHER.md\"}"));

        assertThat(bench.deadLetters()).singleElement().satisfies(deadLetter -> {
            assertThat(deadLetter.error().code()).isEqualTo("duplicate-id");
            assertThat(deadLetter.id()).isEqualTo(first.id());
        });
        assertThat(bench.events(first.id())).hasSize(2);
    }

    @Test
    void deadLettersTheIdOfAnotherCompany() {
        var first = bench.submit(aTask().of("acme"));

        bench.submit(aTask().of("zulu").id(first.id()));

        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code())
                .containsExactly("duplicate-id");
    }

    @Test
    void remembersAnIdForADay() {
        bench.agents(anAgent("maya").homeOf("documentation").capacity(9));
        bench.submit(aTask().keyed("k-1"));
        var within = bench.newAssignments();
        bench.succeed(within.getFirst());
        bench.jump(Duration.ofHours(24).minusSeconds(1));
        bench.submit(aTask().keyed("k-1"));

        bench.jump(Duration.ofSeconds(1));
        bench.submit(aTask().keyed("k-1"));

        assertThat(within).hasSize(1);
        assertThat(bench.newAssignments()).hasSize(1);
        assertThat(bench.events()).hasSize(5);
    }

    @Test
    void failsATaskThatNoAgentAccepts() {
        var task = bench.submit(aTask().ofType("dancing"));

        assertThat(bench.events(task.id())).singleElement().satisfies(event -> {
            assertThat(event.seq()).isZero();
            assertThat(event.state()).isEqualTo(TaskState.FAILED);
            assertThat(event.code()).isEqualTo("agent-unknown");
            assertThat(event.reason()).contains("dancing");
            assertThat(event.task()).isEqualTo(task);
        });
        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.task())
                .containsExactly(task);
    }

    @Test
    void failsATaskThatRequestsAnUnknownAgent() {
        bench.submit(aTask().askingFor("unknown"));

        assertThat(bench.events().getFirst().reason()).contains("Agent unknown does not exist.");
    }

    @Test
    void expiresATaskThatArrivesAfterItsDeadline() {
        bench.submit(aTask().due(NOON));

        assertThat(bench.events()).extracting(TaskEvent::state).containsExactly(TaskState.EXPIRED);
        assertThat(bench.deadLetters()).isEmpty();
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void rejectsADeadlineBeyondAWeek() {
        bench.submit(aTask().due(NOON.plus(Duration.ofDays(7)).plusMillis(1)));
        bench.submit(aTask().due(NOON.plus(Duration.ofDays(7))));

        assertThat(bench.events().getFirst().state()).isEqualTo(TaskState.FAILED);
        assertThat(bench.events().getFirst().code()).isEqualTo("validation");
        assertThat(bench.newAssignments()).hasSize(1);
    }

    @Test
    void writesRecordsWithTheSystemTime() {
        bench.submit(aTask());

        var topic = RoutingTestBench.TOPICS.assignments();
        var record = bench.driver()
                .createOutputTopic(
                        topic.name(),
                        topic.keys().deserializer(),
                        topic.values().deserializer())
                .readRecord();
        assertThat(record.getRecordTime()).isEqualTo(NOON);
        assertThat(record.value())
                .isInstanceOfSatisfying(
                        Assignment.class,
                        it -> assertThat(record.key()).isEqualTo(it.task().id()));
    }

    @Test
    void forwardsATaskInTheWrongPartitionUpToTheHopLimit() {
        var stray = aBench(64).agents(anAgent("maya").homeOf("documentation"));

        var task = stray.submit(aTask().priority(Priority.HIGH));

        var sent = stray.forwardedTasks(Priority.HIGH);
        assertThat(sent).hasSize(5).allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(new AgentName("maya"));
            assertThat(record.value()).isEqualTo(task);
        });
        assertThat(stray.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code())
                .containsExactly("routing-loop");
        assertThat(stray.events()).extracting(TaskEvent::state).containsExactly(TaskState.FAILED);
        stray.close();
    }

    @Test
    void keepsIdAndHeadersOfAForwardedJsonTask() {
        var stray = aBench(64).agents(anAgent("maya").homeOf("documentation"));
        var headers = new RecordHeaders();
        headers.add(HeaderNames.COMPANY, "acme".getBytes(UTF_8));

        stray.input(taskTopic(Priority.LOW)).pipeInput(new TestRecord<>(null, JSON.getBytes(UTF_8), headers, NOON));

        var sent = stray.forwardedTasks(Priority.LOW);
        assertThat(sent)
                .extracting(record -> record.value().id())
                .containsOnly(sent.getFirst().value().id());
        assertThat(sent.getLast().value().company()).hasToString("acme");
        assertThat(sent.getLast().headers().lastHeader(HeaderNames.COMPANY).value())
                .isEqualTo("acme".getBytes(UTF_8));
        stray.close();
    }

    @Test
    void keepsATaskInItsAgentsPartition() {
        var name = agentOfPartitionZero(4);
        var home = aBench(4).agents(anAgent(name).homeOf("documentation"));

        home.submit(aTask());

        assertThat(home.newAssignments()).extracting(Assignment::agent).containsExactly(new AgentName(name));
        home.close();
    }

    private static String agentOfPartitionZero(int partitions) {
        return List.of("a", "b", "c", "d", "e", "f", "g", "h").stream()
                .filter(name -> new AgentName(name).partition(partitions) == 0)
                .findFirst()
                .orElseThrow();
    }

    private void submitJson(String json, RecordHeaders headers) {
        bench.input(taskTopic(Priority.HIGH)).pipeInput(new TestRecord<>(null, json.getBytes(UTF_8), headers, NOON));
    }
}
