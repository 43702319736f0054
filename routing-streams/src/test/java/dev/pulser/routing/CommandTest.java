// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.Failure;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands: cancel, pause, resume. */
class CommandTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final Company ACME = new Company("acme");
    private static final Failure TRANSIENT =
            new Failure.Transient("agent-unreachable", "The agent did not respond.", null);

    private final RoutingTestBench bench = aBench().agents(anAgent("maya").homeOf("documentation"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void cancelsAWaitingTaskAtAnyPositionAtOnce() {
        bench.submit(aTask());
        var first = bench.submit(aTask());
        var middle = bench.submit(aTask().due(NOON.plusSeconds(600)));
        var last = bench.submit(aTask());

        bench.send(new Command.Cancel(middle.id()));

        var end = bench.events(middle.id()).getLast();
        assertThat(end.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(end.seq()).isEqualTo(1);
        assertThat(end.reason()).isEqualTo("Canceled by maya@example.com: no longer needed");
        assertThat(finishAll()).hasSize(3).endsWith(first.id(), last.id());
        assertThat(bench.revocations()).isEmpty();
        assertThat(bench.deadLetters()).isEmpty();
        bench.advance(Duration.ofMinutes(11));
        assertThat(bench.events(middle.id())).hasSize(2);
    }

    @Test
    void cancelsATaskInARetryDelay() {
        var task = bench.submit(aTask());
        bench.fail(running(), TRANSIENT);

        bench.send(new Command.Cancel(task.id()));

        assertThat(states(task.id()))
                .containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.RETRYING, TaskState.CANCELLED);
        bench.advance(Duration.ofSeconds(10));
        assertThat(bench.newAssignments()).isEmpty();
        assertThat(bench.events(task.id())).hasSize(4);
    }

    @Test
    void revokesARunningTaskAndCancelsItWhenItsAdapterStops() {
        var task = bench.submit(aTask());
        var running = running();

        bench.send(new Command.Cancel(task.id()));
        bench.send(new Command.Cancel(task.id()));
        var meanwhile = bench.events(task.id()).getLast().state();
        bench.end(running, new Outcome.Cancelled());

        assertThat(bench.revocations()).singleElement().satisfies(revocation -> {
            assertThat(revocation.task()).isEqualTo(task.id());
            assertThat(revocation.agent()).isEqualTo(MAYA);
            assertThat(revocation.epoch()).isEqualTo(running.epoch());
            assertThat(revocation.reason()).contains("no longer needed");
        });
        assertThat(meanwhile).isEqualTo(TaskState.RUNNING);
        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(bench.events(task.id()).getLast().reason()).contains("maya@example.com");
    }

    @Test
    void doesNotCompleteACanceledTaskThatSucceeded() {
        var task = bench.submit(aTask());
        var running = running();
        bench.send(new Command.Cancel(task.id()));

        bench.succeed(running);

        assertThat(states(task.id())).containsExactly(TaskState.QUEUED, TaskState.RUNNING, TaskState.CANCELLED);
        assertThat(bench.events(task.id()).getLast().output()).isNull();
    }

    @Test
    void doesNotRetryATaskCanceledWhileItRan() {
        var task = bench.submit(aTask());
        var running = running();
        bench.send(new Command.Cancel(task.id()));

        bench.fail(running, TRANSIENT);

        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void cancelsARevokedTaskWhenItsLeaseExpires() {
        var task = bench.submit(aTask());
        bench.heartbeat(running());
        bench.send(new Command.Cancel(task.id()));

        bench.advance(Duration.ofSeconds(18));

        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void cancelsARevokedTaskAtItsDeadlineWhenItsAdapterDoesNotStop() {
        bench.agents(anAgent("maya").homeOf("documentation").timeout(Duration.ofSeconds(10)));
        var task = bench.submit(aTask());
        var running = running();
        bench.send(new Command.Cancel(task.id()));

        for (int i = 0; i < 9; i++) {
            bench.advance(Duration.ofSeconds(2));
            bench.heartbeat(running);
        }

        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void cancelsATaskThatArrivesAfterItsCancellation() {
        var task = aTask();
        bench.send(new Command.Cancel(task.build().id()));

        bench.submit(task);
        bench.submit(task);

        assertThat(bench.events()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(event.seq()).isZero();
            assertThat(event.task()).isEqualTo(task.build());
        });
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void doesNotCancelTasksOfAnotherCompany() {
        var running = bench.submit(aTask());
        var waiting = bench.submit(aTask());
        var retrying = bench.submit(aTask());
        var later = aTask();
        bench.fail(running(), TRANSIENT);
        bench.fail(running(), TRANSIENT);
        bench.advance(Duration.ofSeconds(7));
        var ids = new ArrayList<>(
                List.of(running.id(), waiting.id(), retrying.id(), later.build().id()));

        ids.forEach(id -> bench.send(ACME, new Command.Cancel(id)));
        bench.submit(later);

        assertThat(bench.events()).extracting(TaskEvent::state).doesNotContain(TaskState.CANCELLED);
        assertThat(bench.revocations()).isEmpty();
    }

    @Test
    void ignoresTheCancellationOfATaskThatHasEnded() {
        var task = bench.submit(aTask());
        bench.succeed(running());

        bench.send(new Command.Cancel(task.id()));
        bench.submit(aTask().id(task.id()));

        assertThat(bench.events(task.id())).hasSize(3);
    }

    @Test
    void dispatchesNothingToAPausedAgent() {
        bench.submit(aTask());
        var running = running();
        bench.submit(aTask());
        bench.send(new Command.Pause(MAYA));
        var late = bench.submit(aTask().due(NOON.plusSeconds(30)));

        bench.succeed(running);
        bench.advance(Duration.ofSeconds(31));

        var meanwhile = bench.newAssignments();
        assertThat(bench.events(running.task().id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(bench.events(late.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        bench.send(new Command.Resume(MAYA));
        assertThat(meanwhile).isEmpty();
        assertThat(bench.newAssignments()).hasSize(1);
    }

    @Test
    void queuesATaskOfAPausedAgent() {
        bench.send(new Command.Pause(MAYA));

        var task = bench.submit(aTask());

        assertThat(bench.newAssignments()).isEmpty();
        assertThat(bench.events(task.id()).getLast().queueIndex()).isZero();
        bench.send(new Command.Resume(MAYA));
        assertThat(running().task()).isEqualTo(task);
    }

    @Test
    void dispatchesNothingOfAPausedCompany() {
        bench.send(ACME, new Command.Pause(null));
        var blocked = bench.submit(aTask().of("acme").priority(Priority.CRITICAL));
        var other = bench.submit(aTask());
        var next = bench.submit(aTask());

        var order = finishAll();
        bench.send(ACME, new Command.Resume(null));

        assertThat(order).containsExactly(other.id(), next.id());
        assertThat(running().task()).isEqualTo(blocked);
    }

    @Test
    void queuesRetriesOfAPausedAgent() {
        bench.submit(aTask());
        var running = running();
        bench.send(new Command.Pause(MAYA));
        bench.fail(running, TRANSIENT);

        bench.advance(Duration.ofSeconds(10));

        assertThat(bench.newAssignments()).isEmpty();
        bench.send(new Command.Resume(MAYA));
        assertThat(running().attemptNumber()).isEqualTo(2);
    }

    @Test
    void ignoresCommandsThatDoNotConcernLanes() {
        var id = aTask().build().id();

        bench.send(new Command.Replay(id, id));
        bench.send(new Command.Drop(id));

        assertThat(bench.events()).isEmpty();
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void deadLettersAnUnreadableCommand() {
        bench.pipe(TopicNames.COMMANDS, "maya".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 99, 1});
        bench.pipe(TopicNames.COMMANDS, null, "x".getBytes(UTF_8));
        bench.pipe(TopicNames.COMMANDS, null, null);
        bench.submit(aTask());

        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code() + " " + deadLetter.source())
                .containsExactly(
                        "deserialization pulser.commands-0@0",
                        "deserialization pulser.commands-0@1",
                        "record-empty pulser.commands-0@2");
        assertThat(bench.newAssignments()).hasSize(1);
    }

    @Test
    void forwardsACommandToThePartitionOfItsAgent() {
        var agent = agentOfAnotherPartition();
        try (var many = aBench(4).agents(anAgent(agent.value()).homeOf("documentation"))) {
            var pause = aCommand(new Command.Pause(agent));
            var topic = RoutingTestBench.TOPICS.commands();

            many.pipe(topic.name(), null, topic.values().serializer().serialize(topic.name(), pause));

            assertThat(many.forwardedCommands()).first().satisfies(record -> {
                assertThat(record.key()).isEqualTo(agent);
                assertThat(record.value()).isEqualTo(pause);
            });
        }
    }

    @Test
    void forwardsACancellationByTheAgentInItsKey() {
        var agent = agentOfAnotherPartition();
        try (var many = aBench(4)) {
            var topic = RoutingTestBench.TOPICS.commands();
            var cancel = aCommand(new Command.Cancel(aTask().build().id()));
            var key = agent.value().getBytes(UTF_8);

            many.pipe(topic.name(), key, topic.values().serializer().serialize(topic.name(), cancel));

            assertThat(many.forwardedCommands())
                    .extracting(record -> record.key())
                    .containsOnly(agent);
            assertThat(many.deadLetters())
                    .extracting(deadLetter -> deadLetter.error().code())
                    .containsExactly("routing-loop");
        }
    }

    private static AgentName agentOfAnotherPartition() {
        for (int i = 0; ; i++) {
            var name = new AgentName("agent-" + i);
            if (name.partition(4) != 0) {
                return name;
            }
        }
    }

    private Assignment running() {
        var assignments = bench.newAssignments();
        assertThat(assignments).hasSize(1);
        return assignments.getFirst();
    }

    private List<TaskState> states(TaskId task) {
        return bench.events(task).stream().map(TaskEvent::state).toList();
    }

    private List<TaskId> finishAll() {
        var order = new ArrayList<TaskId>();
        for (var running = bench.newAssignments(); !running.isEmpty(); running = bench.newAssignments()) {
            running.forEach(assignment -> {
                order.add(assignment.task().id());
                bench.succeed(assignment);
            });
        }
        return order;
    }
}
