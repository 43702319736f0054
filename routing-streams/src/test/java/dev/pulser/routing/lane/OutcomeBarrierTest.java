// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.GlobalAgentTable;
import dev.pulser.routing.agents.GlobalStatusTable;
import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.input.LaneInput;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.queue.StoreTestContext;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settlement.RetryPolicy;
import dev.pulser.routing.settlement.SettlementPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane that lags behind on its outcomes: reports are written but not yet read. */
class OutcomeBarrierTest {

    private static final Topics TOPICS = Topics.using(StoreTestContext.CODECS);
    private static final AgentName MAYA = new AgentName("maya");
    private static final AgentDefinition AGENT =
            anAgent("maya").homeOf("documentation").build();

    @TempDir
    private Path folder;

    private StoreTestContext stores;
    private Processor<Bytes, LaneInput, Object, Object> lane;
    private final Task task = aTask().build();
    private Instant now = NOON;

    @BeforeEach
    void dispatchATask() {
        stores = new StoreTestContext(folder.toFile());
        lane = new LaneProcessor.Supplier(
                        new RoutingTopics(TOPICS, 1, 1_000_000),
                        new GlobalTables(GlobalAgentTable.of(AGENT), new GlobalStatusTable()),
                        new SettlementPolicy(new RetryPolicy(List.of())),
                        new Lease(Duration.ofSeconds(15)),
                        StoreTestContext.ORDERING,
                        Duration.ofHours(24))
                .get();
        lane.init(stores.context());
        process(new LaneInput.AdmittedTask(task, MAYA, "a test"));
        process(new LaneInput.Report(new AdapterReport(MAYA, "adapter-0", NOON, heartbeat())));
        advance(Duration.ofSeconds(16));
    }

    @AfterEach
    void close() {
        lane.close();
        stores.close();
    }

    @Test
    void isWrittenOnceBeforeAnAttemptIsEnded() {
        advance(Duration.ofSeconds(10));

        assertThat(barriers()).hasSize(1);
        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING);
    }

    @Test
    void countsAnEndReportedBeforeIt() {
        var barrier = barriers().getFirst();

        process(new LaneInput.Report(new AdapterReport(MAYA, "adapter-0", NOON, ended())));
        process(new LaneInput.Report(barrier));

        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);
    }

    @Test
    void countsAHeartbeatReportedBeforeIt() {
        var barrier = barriers().getFirst();
        process(new LaneInput.Report(new AdapterReport(MAYA, "adapter-0", NOON, heartbeat())));
        process(new LaneInput.Report(barrier));

        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING);
    }

    @Test
    void endsAttemptsWithoutHeartbeatsWhenItComesBack() {
        process(new LaneInput.Report(barriers().getFirst()));

        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.FAILED);
    }

    @Test
    void isWrittenAgainWhenItDoesNotComeBack() {
        advance(Duration.ofSeconds(31));

        assertThat(barriers()).hasSize(2);
    }

    private AdapterReport.Heartbeat heartbeat() {
        return new AdapterReport.Heartbeat(List.of(new AdapterReport.RunningAttempt(task.id(), 1)));
    }

    private AdapterReport.AttemptEnded ended() {
        return new AdapterReport.AttemptEnded(
                task.id(), 1, 1, NOON, new Outcome.Succeeded("{}"), List.of(), Usage.NONE);
    }

    private void process(LaneInput input) {
        lane.process(new Record<>(Bytes.wrap(new byte[0]), input, 0));
    }

    private void advance(Duration time) {
        for (var end = now.plus(time); now.isBefore(end); now = now.plusSeconds(1)) {
            stores.context().setCurrentSystemTimeMs(now.plusSeconds(1).toEpochMilli());
            stores.context()
                    .scheduledPunctuators()
                    .forEach(timer ->
                            timer.getPunctuator().punctuate(now.plusSeconds(1).toEpochMilli()));
        }
    }

    private List<AdapterReport> barriers() {
        return written(RecordWriter.OUTCOME_BARRIERS, TOPICS.outcomes());
    }

    private List<TaskState> states() {
        return written(RecordWriter.TASK_EVENTS, TOPICS.taskEvents()).stream()
                .map(TaskEvent::state)
                .toList();
    }

    private <V> List<V> written(String sink, Topic<?, V> topic) {
        return stores.context().forwarded(sink).stream()
                .map(forward -> topic.values().deserializer().deserialize(topic.name(), (byte[])
                        forward.record().value()))
                .toList();
    }
}
