// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.agents.KnownStatus;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settle.RetryPlan;
import dev.pulser.routing.settle.SettlementRules;
import dev.pulser.routing.waiting.StageContext;
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

/** A lane that is behind on its outcomes: time passes, and what was reported has not been read yet. */
class RollCallTest {

    private static final Topics TOPICS = Topics.using(StageContext.CODECS);
    private static final AgentName MAYA = new AgentName("maya");
    private static final AgentDefinition AGENT =
            anAgent("maya").homeOf("documentation").build();

    @TempDir
    private Path folder;

    private StageContext stage;
    private Processor<Bytes, LaneInput, Object, Object> lane;
    private final Task task = aTask().build();
    private Instant now = NOON;

    @BeforeEach
    void handOutATask() {
        stage = new StageContext(folder.toFile());
        lane = new Lane.Supplier(
                        TOPICS,
                        KnownAgents.of(AGENT),
                        new KnownStatus(),
                        new SettlementRules(new RetryPlan(List.of())),
                        new Lease(Duration.ofSeconds(15)),
                        StageContext.ORDER,
                        1,
                        Duration.ofHours(24),
                        1_000_000)
                .get();
        lane.init(stage.context());
        give(new LaneInput.Admitted(task, MAYA, "a test"));
        give(new LaneInput.Reported(new Report(MAYA, "adapter-0", NOON, beat())));
        pass(Duration.ofSeconds(16));
    }

    @AfterEach
    void close() {
        lane.close();
        stage.close();
    }

    @Test
    void isMadeOnceBeforeAnAdapterIsTakenForDead() {
        pass(Duration.ofSeconds(10));

        assertThat(rollCalls()).hasSize(1);
        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING);
    }

    @Test
    void letsAnEndThatWasReportedBeforeItCount() {
        var call = rollCalls().getFirst();

        give(new LaneInput.Reported(new Report(MAYA, "adapter-0", NOON, ended())));
        give(new LaneInput.Reported(call));

        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);
    }

    @Test
    void letsABeatThatWasReportedBeforeItCount() {
        var call = rollCalls().getFirst();
        give(new LaneInput.Reported(new Report(MAYA, "adapter-0", NOON, beat())));
        give(new LaneInput.Reported(call));

        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING);
    }

    @Test
    void endsWhatIsStillSilentWhenItComesBack() {
        give(new LaneInput.Reported(rollCalls().getFirst()));

        assertThat(states()).containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.FAILED);
    }

    @Test
    void isRepeatedWhenItDoesNotComeBack() {
        pass(Duration.ofSeconds(31));

        assertThat(rollCalls()).hasSize(2);
    }

    private Report.Beat beat() {
        return new Report.Beat(List.of(new Report.Running(task.id(), 1)));
    }

    private Report.Ended ended() {
        return new Report.Ended(task.id(), 1, 1, NOON, new Outcome.Succeeded("{}"), List.of());
    }

    private void give(LaneInput input) {
        lane.process(new Record<>(Bytes.wrap(new byte[0]), input, 0));
    }

    private void pass(Duration time) {
        for (var end = now.plus(time); now.isBefore(end); now = now.plusSeconds(1)) {
            stage.context().setCurrentSystemTimeMs(now.plusSeconds(1).toEpochMilli());
            stage.context()
                    .scheduledPunctuators()
                    .forEach(timer ->
                            timer.getPunctuator().punctuate(now.plusSeconds(1).toEpochMilli()));
        }
    }

    private List<Report> rollCalls() {
        return written(Outlet.ROLL_CALLS, TOPICS.outcomes());
    }

    private List<TaskState> states() {
        return written(Outlet.TASK_EVENTS, TOPICS.taskEvents()).stream()
                .map(TaskEvent::state)
                .toList();
    }

    private <V> List<V> written(String sink, Topic<?, V> topic) {
        return stage.context().forwarded(sink).stream()
                .map(forward -> topic.values().deserializer().deserialize(topic.name(), (byte[])
                        forward.record().value()))
                .toList();
    }
}
