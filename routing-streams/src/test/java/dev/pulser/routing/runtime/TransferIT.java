// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.runtime.TestCluster.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transfers between lanes in different partitions and instances. */
class TransferIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final AgentName MAYA = new AgentName("maya");

    /** First agent with its lane in another partition than maya's. */
    private static final AgentName BACKUP = IntStream.range(0, 100)
            .mapToObj(i -> new AgentName("backup-" + i))
            .filter(name -> name.partition(TestCluster.PARTITIONS) != MAYA.partition(TestCluster.PARTITIONS))
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private RoutingStreams first;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.withTopics(folder.resolve("kafka"));
        cluster.define(anAgent("maya")
                .homeOf("documentation")
                .backedUpBy(BACKUP.value())
                .build());
        cluster.define(anAgent(BACKUP.value()).build());
        first = cluster.routing(
                folder.resolve("first"),
                Map.of("pulser.routing.instance-id", "first", "pulser.routing.session-timeout", "6s"));
        first.start(() -> {});
        await().atMost(TIMEOUT).until(() -> first.state() == KafkaStreams.State.RUNNING);
    }

    @AfterEach
    void stop() {
        first.close();
        cluster.close();
    }

    @Test
    void completesEveryTaskOnceWhenAnInstanceIsKilledDuringTransfers() throws Exception {
        cluster.define(anAgent(BACKUP.value()).capacity(20).build());
        reportHealth(MAYA, HealthState.UNHEALTHY);
        reportHealth(BACKUP, HealthState.UNHEALTHY);
        awaitStatus(BACKUP, HealthState.UNHEALTHY);
        var sent = new ArrayList<TaskId>();
        for (int i = 0; i < 1_500; i++) {
            sent.add(send().id());
        }
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(cluster.committed(TOPICS.taskEvents())).hasSize(sent.size()));
        try (var adapters = SimulatedAdapters.of(cluster);
                var other = TestInstance.start(cluster.address(), folder.resolve("other"))) {
            await().atMost(TIMEOUT).until(other::running);

            reportHealth(BACKUP, HealthState.HEALTHY);
            await().atMost(TIMEOUT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !cluster.committed(TOPICS.transfers()).isEmpty());
            other.kill();

            await().atMost(TIMEOUT).untilAsserted(() -> assertThat(ended()).hasSize(sent.size()));
            assertThat(adapters.calls()).doesNotHaveDuplicates().hasSize(sent.size());
        }
        var histories = cluster.committed(TOPICS.taskEvents()).stream().collect(Collectors.groupingBy(TaskEvent::id));
        assertThat(histories.keySet()).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(histories.values())
                .filteredOn(history -> !isComplete(history))
                .isEmpty();
        assertThat(cluster.assignments()).extracting(it -> it.agent()).containsOnly(BACKUP);
        assertThat(cluster.committed(TOPICS.transfers())).hasSize(sent.size());
    }

    @Test
    void cancelsATransferredTaskInItsNewLane() throws Exception {
        reportHealth(MAYA, HealthState.UNHEALTHY);
        awaitStatus(MAYA, HealthState.UNHEALTHY);
        var running = send();
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(cluster.assignments()).hasSize(1));
        var waiting = send();
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(cluster.committed(TOPICS.transfers())).hasSize(2));

        cluster.send(TOPICS.commands(), null, MAYA, aCommand(new Command.Cancel(running.id())));
        cluster.send(TOPICS.commands(), null, MAYA, aCommand(new Command.Cancel(waiting.id())));

        await().atMost(TIMEOUT).untilAsserted(() -> {
            assertThat(ended()).containsExactly(waiting.id());
            assertThat(cluster.committed(TOPICS.assignments()))
                    .filteredOn(Revocation.class::isInstance)
                    .singleElement()
                    .satisfies(revocation -> assertThat(revocation.agent()).isEqualTo(BACKUP));
        });
    }

    private Task send() throws Exception {
        var task = aTask().build();
        cluster.send(TOPICS.tasks(task.priority()), null, MAYA, task);
        return task;
    }

    private void reportHealth(AgentName agent, HealthState state) throws Exception {
        var at = Instant.now();
        var health = new AgentHealth(state, state == HealthState.HEALTHY ? null : "down", at, at, null);
        cluster.send(
                TOPICS.outcomes(),
                null,
                agent,
                new AdapterReport(agent, "adapter-0", at, new AdapterReport.HealthReport(health)));
    }

    private void awaitStatus(AgentName agent, HealthState state) {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(cluster.committed(TOPICS.agentStatus()))
                        .anySatisfy(status -> {
                            assertThat(status.agent()).isEqualTo(agent);
                            assertThat(status.health().state()).isEqualTo(state);
                        }));
    }

    private List<TaskId> ended() {
        return cluster.committed(TOPICS.taskEvents()).stream()
                .filter(event -> event.state().isTerminal())
                .map(TaskEvent::id)
                .toList();
    }

    /** Returns true when the events are numbered without gaps and end with the only terminal one. */
    private static boolean isComplete(List<TaskEvent> history) {
        return IntStream.range(0, history.size())
                        .allMatch(i -> history.get(i).seq() == i
                                && history.get(i).state().isTerminal() == (i == history.size() - 1))
                && history.getLast().state() == TaskState.COMPLETED;
    }
}
