// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.runtime.TestCluster.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, one of which joins, leaves and is killed while tasks are processed. */
class InstancesIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<String> AGENTS = List.of("maya", "echo", "nina", "omar", "lea", "juno");

    @TempDir
    private Path folder;

    private final List<Task> sent = new CopyOnWriteArrayList<>();
    private TestCluster cluster;
    private SimulatedAdapters adapters;
    private RoutingStreams first;
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void startAnInstanceAndSubmitTasks() throws Exception {
        cluster = TestCluster.withTopics(folder.resolve("kafka"));
        for (var agent : AGENTS) {
            cluster.define(anAgent(agent).homeOf(agent + "_work").capacity(5).build());
        }
        adapters = SimulatedAdapters.of(cluster);
        first = cluster.routing(
                folder.resolve("first"),
                Map.of("pulser.routing.instance-id", "first", "pulser.routing.session-timeout", "6s"));
        first.start(() -> {});
        await().atMost(TIMEOUT).until(() -> first.state() == KafkaStreams.State.RUNNING);
        var _ = sender.scheduleWithFixedDelay(this::send, 0, 20, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() {
        sender.close();
        first.close();
        adapters.close();
        cluster.close();
    }

    @Test
    void completeEveryTaskOnceWhileAnInstanceJoinsLeavesAndIsKilled() throws Exception {
        for (var end : List.of(End.KILLED, End.STOPPED, End.KILLED)) {
            try (var other = TestInstance.start(cluster.address(), folder.resolve("other"))) {
                await().atMost(TIMEOUT).until(other::running);
                awaitProgress();
                if (end == End.KILLED) {
                    other.kill();
                }
            }
        }
        awaitProgressInEveryLane();
        sender.close();

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(ended()).hasSize(sent.size()));
        var events = cluster.committed(TOPICS.taskEvents()).stream().collect(Collectors.groupingBy(TaskEvent::id));
        assertThat(events.keySet())
                .containsExactlyInAnyOrderElementsOf(sent.stream().map(Task::id).toList());
        assertThat(events.values()).filteredOn(history -> !isComplete(history)).isEmpty();
        assertThat(adapters.calls()).doesNotHaveDuplicates().hasSize(sent.size());
        assertThat(first.state()).isEqualTo(KafkaStreams.State.RUNNING);
    }

    /** Returns true when the events are numbered without gaps and end with the only terminal one. */
    private static boolean isComplete(List<TaskEvent> history) {
        return IntStream.range(0, history.size())
                        .allMatch(i -> history.get(i).seq() == i
                                && history.get(i).state().isTerminal() == (i == history.size() - 1))
                && history.getLast().state() == TaskState.COMPLETED;
    }

    private enum End {
        STOPPED,
        KILLED
    }

    /** Waits for fifty more calls. */
    private void awaitProgress() {
        int before = adapters.calls().size();
        await().atMost(TIMEOUT).until(() -> adapters.calls().size() >= before + 50);
    }

    private void awaitProgressInEveryLane() {
        var newest = AGENTS.stream().map(this::newestOf).toList();
        await().atMost(TIMEOUT).until(() -> adapters.calls().containsAll(newest));
    }

    private TaskId newestOf(String agent) {
        return sent.reversed().stream()
                .filter(task -> task.type().name().equals(agent + "_work"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private List<TaskId> ended() {
        return cluster.committed(TOPICS.taskEvents()).stream()
                .filter(event -> event.state().isTerminal())
                .map(TaskEvent::id)
                .toList();
    }

    private void send() {
        var agent = AGENTS.get(sent.size() % AGENTS.size());
        var task = aTask().ofType(agent + "_work").build();
        try {
            cluster.send(TOPICS.tasks(task.priority()), null, new AgentName(agent), task);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        sent.add(task);
    }
}
