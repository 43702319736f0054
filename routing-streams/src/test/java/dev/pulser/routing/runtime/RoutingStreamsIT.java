// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.runtime.TestCluster.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.service.start.ServiceStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The streams of the service on a broker. */
class RoutingStreamsIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final String GROUP = "pulser-routing";
    private static final AgentName MAYA = new AgentName("maya");
    private static final AgentName ECHO = new AgentName("echo");

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private final List<RoutingStreams> started = new ArrayList<>();

    @BeforeEach
    void startBroker() throws Exception {
        cluster = TestCluster.withTopics(folder.resolve("kafka"));
    }

    @AfterEach
    void stop() {
        started.forEach(streams -> streams.close());
        cluster.close();
    }

    @Test
    void runsTasksFromAnyPartitionInTheirAgentsLane() throws Exception {
        cluster.define(anAgent("maya").homeOf("documentation").capacity(50).build());
        cluster.define(anAgent("echo").homeOf("testing").capacity(50).build());
        start("a", Map.of());

        var sent = new HashSet<Task>();
        for (int i = 0; i < 40; i++) {
            var task = aTask().ofType(i % 2 == 0 ? "documentation" : "testing").build();
            cluster.send(TOPICS.tasks(Priority.MEDIUM), i % TestCluster.PARTITIONS, null, task);
            sent.add(task);
        }
        awaitAssignments(40).forEach(this::succeed);

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(states(TaskState.COMPLETED)).hasSize(40));
        var events = cluster.committed(TOPICS.taskEvents());
        assertThat(events).hasSize(120);
        assertThat(events.stream().filter(event -> event.seq() == 0).map(TaskEvent::task))
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(cluster.assignments())
                .allSatisfy(it ->
                        assertThat(it.agent()).isEqualTo(it.task().type().name().equals("testing") ? ECHO : MAYA));
    }

    @Test
    void continuesAfterTheLossOfAllLocalState() throws Exception {
        cluster.define(anAgent("maya").homeOf("documentation").capacity(2).build());
        var first = start("a", Map.of("pulser.routing.retry.delays", "2s"));
        for (int i = 0; i < 5; i++) {
            cluster.send(
                    TOPICS.tasks(Priority.LOW),
                    null,
                    MAYA,
                    aTask().priority(Priority.LOW).build());
        }
        var critical = aTask().priority(Priority.CRITICAL).build();
        var before = awaitAssignments(2);
        cluster.send(TOPICS.tasks(Priority.CRITICAL), null, MAYA, critical);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(states(TaskState.QUEUED))
                        .contains(critical.id().value()));
        first.close();

        start("b", Map.of("pulser.routing.retry.delays", "2s"));
        end(before.getFirst(), new Outcome.Failed(new Failure.Transient("agent-unreachable", "No response.", null)));

        assertThat(awaitAssignments(3).getLast().task()).isEqualTo(critical);
        var done = new HashSet<Assignment>();
        done.add(before.getFirst());
        await().atMost(TIMEOUT).untilAsserted(() -> {
            succeedNew(done);
            assertThat(states(TaskState.COMPLETED)).hasSize(6);
        });
        assertThat(seqs(before.getFirst().task())).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(cluster.assignments()).hasSize(7);
    }

    @Test
    void cancelsRunningAndWaitingTasks() throws Exception {
        cluster.define(anAgent("maya").homeOf("documentation").build());
        start("a", Map.of());
        var running = send(aTask().build());
        var assignment = awaitAssignments(1).getFirst();
        var waiting = send(aTask().build());

        cluster.send(TOPICS.commands(), null, MAYA, aCommand(new Command.Cancel(running.id())));
        cluster.send(TOPICS.commands(), null, MAYA, aCommand(new Command.Cancel(waiting.id())));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(cluster.committed(TOPICS.assignments()))
                        .filteredOn(Revocation.class::isInstance)
                        .hasSize(1));
        succeed(assignment);

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(states(TaskState.CANCELLED))
                        .containsExactlyInAnyOrder(
                                running.id().value(), waiting.id().value()));
        assertThat(states(TaskState.COMPLETED)).isEmpty();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(cluster.committed(TOPICS.agentStatus()))
                        .anySatisfy(status -> assertThat(
                                        status.load().running() + status.load().waiting())
                                .isZero()));
    }

    @Test
    void keepsPausesAfterTheLossOfAllLocalState() throws Exception {
        cluster.define(anAgent("maya").homeOf("documentation").build());
        var first = start("a", Map.of());
        cluster.send(TOPICS.commands(), null, MAYA, aCommand(new Command.Pause(MAYA)));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(cluster.committed(TOPICS.agentStatus()))
                        .anySatisfy(
                                status -> assertThat(status.pauses().paused()).isTrue()));
        first.close();

        start("b", Map.of());
        var task = send(aTask().build());
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(states(TaskState.QUEUED)).hasSize(1));
        var meanwhile = cluster.assignments();
        cluster.send(TOPICS.commands(), null, MAYA, aCommand(new Command.Resume(MAYA)));

        assertThat(awaitAssignments(1).getFirst().task()).isEqualTo(task);
        assertThat(meanwhile).isEmpty();
    }

    @Test
    void retriesAThousandTasksInTimeAfterTheLossOfAllLocalState() throws Exception {
        cluster.define(anAgent("maya")
                .homeOf("documentation")
                .capacity(1_000)
                .idempotent()
                .build());
        var settings = Map.of("pulser.routing.retry.delays", "8s");
        var first = start("a", settings);
        for (int i = 0; i < 1_000; i++) {
            send(aTask().build());
        }
        var failure = new Outcome.Failed(new Failure.Transient("agent-unreachable", "No response.", null));
        awaitAssignments(1_000).forEach(it -> end(it, failure));
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(states(TaskState.RETRYING)).hasSize(1_000));
        first.close();

        start("b", settings);

        var again = awaitAssignments(2_000).stream()
                .filter(it -> it.attemptNumber() == 2)
                .toList();
        var failedAt = cluster.committed(TOPICS.taskEvents()).stream()
                .filter(event -> event.state() == TaskState.RETRYING)
                .collect(Collectors.toMap(TaskEvent::id, TaskEvent::at));
        assertThat(again)
                .extracting(it -> it.task().id())
                .doesNotHaveDuplicates()
                .hasSize(1_000);
        assertThat(again)
                .allSatisfy(it -> assertThat(
                                Duration.between(failedAt.get(it.task().id()), it.assignedAt()))
                        .isBetween(
                                Duration.ofSeconds(8), Duration.ofMillis(9_600).plusSeconds(5)));
    }

    @Test
    void deadLettersRecordsThatAreNotTasksAndContinues() throws Exception {
        cluster.define(anAgent("maya").homeOf("documentation").capacity(50).build());
        start("a", Map.of());
        var large = new byte[1_900_000];
        Arrays.fill(large, (byte) '[');
        var almost = new byte[1_047_550];
        Arrays.fill(almost, (byte) '[');

        for (int partition = 0; partition < TestCluster.PARTITIONS; partition++) {
            var topic = TopicNames.tasks(Priority.MEDIUM);
            cluster.send(TOPICS.tasks(Priority.MEDIUM), partition, null, aTask().build());
            cluster.send(topic, partition, "k".getBytes(UTF_8), null);
            cluster.send(topic, partition, null, new byte[0]);
            cluster.send(topic, partition, null, new byte[] {0, 0, 0, 0, 99, 1});
            cluster.send(topic, partition, null, large);
            cluster.send(topic, partition, null, almost);
            cluster.send(TopicNames.OUTCOMES, partition, null, new byte[] {1, 2, 3});
            cluster.send(TOPICS.tasks(Priority.MEDIUM), partition, null, aTask().build());
        }
        cluster.send(TopicNames.OUTCOMES, 0, null, new byte[] {1, 2, 3});

        awaitAssignments(8);
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(cluster.committed(TOPICS.deadLetters()))
                        .extracting(deadLetter -> deadLetter.error().code())
                        .containsOnly("record-empty", "deserialization", "record-too-large")
                        .hasSize(25));
        await().atMost(TIMEOUT).untilAsserted(() -> {
            assertThat(cluster.lag(GROUP, TopicNames.tasks(Priority.MEDIUM))).isZero();
            assertThat(cluster.lag(GROUP, TopicNames.OUTCOMES)).isZero();
        });
        assertThat(started.getFirst().state()).isEqualTo(KafkaStreams.State.RUNNING);
    }

    @Test
    void dispatchesACriticalTaskBehindManyLowTasks() throws Exception {
        cluster.define(anAgent("maya").homeOf("documentation").build());
        for (int i = 0; i < 3_000; i++) {
            cluster.send(
                    TOPICS.tasks(Priority.LOW),
                    null,
                    MAYA,
                    aTask().priority(Priority.LOW).build());
        }
        var critical = aTask().priority(Priority.CRITICAL).build();
        cluster.send(TOPICS.tasks(Priority.CRITICAL), null, MAYA, critical);

        start("a", Map.of());
        succeed(awaitAssignments(1).getFirst());

        assertThat(awaitAssignments(2).stream().map(Assignment::task)).contains(critical);
    }

    @Test
    void doesNotStartWithoutTopics() throws Exception {
        try (var bare = TestCluster.empty(folder.resolve("bare"))) {
            assertThatThrownBy(() -> bare.routing(folder, Map.of()).start(() -> {}))
                    .isInstanceOf(ServiceStartException.class)
                    .hasMessageContaining("pulser.tasks.critical")
                    .hasMessageContaining("./pulser topics create");
        }
    }

    @Test
    void doesNotStartWithoutAgents() {
        assertThatThrownBy(() -> cluster.routing(folder, Map.of()).start(() -> {}))
                .isInstanceOf(ServiceStartException.class)
                .hasMessageContaining("defines no agent");
    }

    @Test
    void doesNotStartWithInvalidSettings() {
        assertThatThrownBy(() -> cluster.routing(folder, Map.of("pulser.routing.retry.delays", "5s,0s"))
                        .start(() -> {}))
                .isInstanceOf(ServiceStartException.class)
                .hasMessageContaining("pulser.routing.retry.delays");
    }

    private RoutingStreams start(String state, Map<String, String> settings) throws Exception {
        var streams = cluster.routing(folder.resolve(state), settings);
        started.add(streams);
        streams.start(() -> {});
        await().atMost(TIMEOUT).until(() -> streams.state() == KafkaStreams.State.RUNNING);
        return streams;
    }

    private List<Assignment> awaitAssignments(int count) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(cluster.assignments()).hasSizeGreaterThanOrEqualTo(count));
        return cluster.assignments().stream()
                .sorted((a, b) -> a.assignedAt().compareTo(b.assignedAt()))
                .toList();
    }

    private Task send(Task task) throws Exception {
        cluster.send(TOPICS.tasks(task.priority()), null, MAYA, task);
        return task;
    }

    private void succeedNew(Set<Assignment> done) {
        cluster.assignments().stream().filter(done::add).forEach(this::succeed);
    }

    private void succeed(Assignment assignment) {
        end(assignment, new Outcome.Succeeded("{}"));
    }

    private void end(Assignment it, Outcome outcome) {
        var at = Instant.now();
        var body = new AdapterReport.AttemptEnded(
                it.task().id(), it.attemptNumber(), it.epoch(), at, outcome, List.of(), Usage.NONE);
        try {
            cluster.send(TOPICS.outcomes(), null, it.agent(), new AdapterReport(it.agent(), "adapter-0", at, body));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> states(TaskState state) {
        return cluster.committed(TOPICS.taskEvents()).stream()
                .filter(event -> event.state() == state)
                .map(event -> event.id().value())
                .toList();
    }

    private List<Integer> seqs(Task task) {
        return cluster.committed(TOPICS.taskEvents()).stream()
                .filter(event -> event.id().equals(task.id()))
                .map(TaskEvent::seq)
                .toList();
    }
}
