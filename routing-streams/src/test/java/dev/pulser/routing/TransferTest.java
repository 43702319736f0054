// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
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
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transfers of the tasks of unhealthy agents. */
class TransferTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final AgentName ECHO = new AgentName("echo");
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Failure TRANSIENT =
            new Failure.Transient("agent-unreachable", "The agent did not respond.", null);

    private final RoutingTestBench bench = aBench().agents(
                    anAgent("maya").homeOf("documentation").backedUpBy("echo", "nina"),
                    anAgent("echo").homeOf("testing").backedUpBy("maya"),
                    anAgent("nina").homeOf("design"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void transfersAllWaitingTasksWithinATickInOrder() {
        var running = bench.submit(aTask());
        var low = bench.submit(aTask().priority(Priority.LOW));
        var first = bench.submit(aTask());
        var second = bench.submit(aTask().due(NOON.plusSeconds(600)));
        var critical = bench.submit(aTask().priority(Priority.CRITICAL));

        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(TICK);

        var dispatched = bench.newAssignments();
        assertThat(dispatched).extracting(Assignment::agent).containsExactly(MAYA, ECHO);
        assertThat(dispatched).extracting(Assignment::task).containsExactly(running, critical);
        bench.succeed(dispatched.getLast());
        assertThat(finishAll()).containsExactly(first.id(), second.id(), low.id());
        assertThat(bench.allAssignments()).extracting(Assignment::attemptNumber).containsOnly(1);
        bench.advance(Duration.ofSeconds(601));
        assertThat(bench.events(second.id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void writesTheTargetAndTheReasonOfATransfer() {
        bench.submit(aTask());
        var task = bench.submit(aTask());

        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(TICK);

        var events = bench.events(task.id());
        assertThat(events).extracting(TaskEvent::seq).containsExactly(0, 1, 2, 3);
        assertThat(events)
                .extracting(TaskEvent::state)
                .containsExactly(TaskState.QUEUED, TaskState.QUEUED, TaskState.QUEUED, TaskState.RUNNING);
        assertThat(events).extracting(TaskEvent::agent).containsExactly(MAYA, ECHO, ECHO, ECHO);
        assertThat(events.get(1).reason())
                .isEqualTo(
                        "Agent maya is unhealthy. Transferred to backup agent echo. Health report: The agent does not respond.");
        assertThat(events.get(2).reason()).isEqualTo("Transferred from agent maya.");
    }

    @Test
    void doesNotTransferARunningAttempt() {
        var task = bench.submit(aTask());
        var running = onlyAssignment();
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(Duration.ofSeconds(1));

        bench.succeed(running);

        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void transfersNewTasksAtOnceUntilTheAgentIsHealthy() {
        bench.reportHealth("maya", HealthState.UNHEALTHY);

        var moved = bench.submit(aTask());
        var onlyAssignment = onlyAssignment();
        bench.reportHealth("maya", HealthState.HEALTHY);
        var stays = bench.submit(aTask());

        assertThat(onlyAssignment.agent()).isEqualTo(ECHO);
        assertThat(bench.events(moved.id()).getFirst().task()).isEqualTo(moved);
        assertThat(bench.events(moved.id())).extracting(TaskEvent::seq).containsExactly(0, 1, 2);
        assertThat(onlyAssignment()).satisfies(it -> {
            assertThat(it.agent()).isEqualTo(MAYA);
            assertThat(it.task()).isEqualTo(stays);
        });
    }

    @Test
    void transfersATaskThatRequestedTheAgent() {
        bench.reportHealth("maya", HealthState.UNHEALTHY);

        bench.submit(aTask().askingFor("maya"));

        assertThat(onlyAssignment().agent()).isEqualTo(ECHO);
    }

    @Test
    void transfersARetryWithItsAttempts() {
        var task = bench.submit(aTask());
        bench.fail(onlyAssignment(), TRANSIENT);
        bench.reportHealth("maya", HealthState.UNHEALTHY);

        bench.advance(Duration.ofSeconds(7));

        var again = onlyAssignment();
        assertThat(again.agent()).isEqualTo(ECHO);
        assertThat(again.attemptNumber()).isEqualTo(2);
        assertThat(again.epoch()).isEqualTo(2);
        bench.fail(again, new Failure.Permanent("bad-input", "No."));
        assertThat(bench.deadLetters())
                .singleElement()
                .satisfies(deadLetter -> assertThat(deadLetter.attempts())
                        .extracting(attempt -> attempt.agent())
                        .containsExactly(MAYA, ECHO));
        assertComplete(task.id());
    }

    @Test
    void ignoresALateResultOfTheFormerAgent() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("echo").idempotent());
        var task = bench.submit(aTask());
        var lost = onlyAssignment();
        bench.heartbeat(lost);
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(Duration.ofSeconds(23));
        var again = onlyAssignment();

        bench.succeed(lost);

        assertThat(again.agent()).isEqualTo(ECHO);
        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.RUNNING);
        bench.succeed(again);
        assertComplete(task.id());
    }

    @Test
    void goesToTheNextBackupWhenTheFirstIsUnhealthy() {
        bench.reportHealth("echo", HealthState.UNHEALTHY);
        bench.reportHealth("maya", HealthState.UNHEALTHY);

        bench.submit(aTask());

        assertThat(onlyAssignment().agent()).isEqualTo(new AgentName("nina"));
    }

    @Test
    void skipsBackupsThatAreDisabledPausedOrRejectThePayload() {
        bench.agents(
                anAgent("maya").homeOf("documentation").backedUpBy("off", "paused", "picky", "nina"),
                anAgent("off").disabled(),
                anAgent("paused"),
                anAgent("picky").taking("{\"required\":[\"ticket\"]}"));
        bench.send(new Command.Pause(new AgentName("paused")));
        bench.reportHealth("maya", HealthState.UNHEALTHY);

        bench.submit(aTask());

        assertThat(onlyAssignment().agent()).isEqualTo(new AgentName("nina"));
    }

    @Test
    void waitsUntilItsDeadlineWhenNoAgentCanTakeTheTask() {
        bench.reportHealth("nina", HealthState.UNHEALTHY);
        var due = bench.submit(aTask().ofType("design").due(NOON.plusSeconds(20)));
        var task = bench.submit(aTask().ofType("design"));

        bench.advance(Duration.ofSeconds(21));
        var meanwhile = bench.newAssignments();
        bench.reportHealth("nina", HealthState.HEALTHY);

        assertThat(meanwhile).isEmpty();
        assertThat(bench.events(due.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(onlyAssignment().attemptNumber()).isEqualTo(1);
        assertThat(bench.events(task.id())).hasSize(2);
    }

    @Test
    void doesNotTransferBetweenTwoUnhealthyAgents() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("echo"));
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.reportHealth("echo", HealthState.UNHEALTHY);

        var task = bench.submit(aTask());
        bench.advance(Duration.ofSeconds(10));

        assertThat(bench.newAssignments()).isEmpty();
        assertThat(bench.events(task.id())).hasSize(1);
        bench.reportHealth("echo", HealthState.HEALTHY);
        bench.advance(TICK);
        assertThat(onlyAssignment().agent()).isEqualTo(ECHO);
    }

    @Test
    void returnsToItsHomeAgentWhenItsNewAgentBecomesUnhealthy() {
        bench.agents(anAgent("echo").homeOf("testing"));
        bench.submit(aTask().ofType("testing"));
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        var task = bench.submit(aTask());
        bench.reportHealth("maya", HealthState.HEALTHY);
        bench.newAssignments();

        bench.reportHealth("echo", HealthState.UNHEALTHY);
        bench.advance(TICK);

        assertThat(onlyAssignment()).satisfies(it -> {
            assertThat(it.agent()).isEqualTo(MAYA);
            assertThat(it.task()).isEqualTo(task);
        });
    }

    @Test
    void staysAfterTenTransfersWithoutBlockingOthers() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("echo"));
        bench.submit(aTask());
        bench.submit(aTask().ofType("testing"));
        bench.newAssignments();
        var task = bench.submit(aTask());
        for (int i = 0; i < 12; i++) {
            var unhealthy = i % 2 == 0 ? "maya" : "echo";
            bench.reportHealth(unhealthy, HealthState.UNHEALTHY);
            bench.advance(TICK);
            if (i == 11) {
                assertThat(transfersOf(task.id())).isEqualTo(10);
            }
            bench.reportHealth(unhealthy, HealthState.HEALTHY);
        }
        var fresh = bench.submit(aTask());
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(TICK);

        assertThat(transfersOf(task.id())).isEqualTo(10);
        assertThat(transfersOf(fresh.id())).isEqualTo(1);
    }

    @Test
    void doesNotTransferTasksOfAPausedCompany() {
        bench.submit(aTask());
        var waiting = bench.submit(aTask().of("acme"));
        bench.send(new Company("acme"), new Command.Pause(null));
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(TICK);

        assertThat(bench.events(waiting.id())).hasSize(1);
        bench.send(new Company("acme"), new Command.Resume(null));
        bench.advance(TICK);
        assertThat(bench.events(waiting.id()).getLast().agent()).isEqualTo(ECHO);
    }

    @Test
    void transfersALargeBacklogInStepsAndEachTaskOnce() {
        bench.agents(anAgent("echo").homeOf("testing").capacity(2_000));
        bench.submit(aTask());
        var tasks = IntStream.range(0, 1_200)
                .mapToObj(_ -> bench.submit(aTask()).id())
                .toList();
        bench.newAssignments();

        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(TICK);
        int first = bench.newAssignments().size();
        bench.advance(Duration.ofMillis(300));

        assertThat(first).isBetween(400, 500);
        bench.newAssignments();
        assertThat(bench.allAssignments().stream().skip(1).map(it -> it.task().id()))
                .containsExactlyElementsOf(tasks);
    }

    @Test
    void isCancelledInItsNewLane() {
        bench.submit(aTask());
        bench.submit(aTask().ofType("testing"));
        var waiting = bench.submit(aTask());
        bench.newAssignments();
        bench.reportHealth("maya", HealthState.UNHEALTHY);
        bench.advance(TICK);

        bench.send(new Command.Cancel(waiting.id()));

        assertThat(bench.events(waiting.id()).getLast().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(bench.events(waiting.id()).getLast().agent()).isEqualTo(ECHO);
        assertComplete(waiting.id());
    }

    @Test
    void cancelsATaskOnArrivalThatWasCanceledDuringItsTransfer() {
        var transfer = aTransfer(aTask().build());
        bench.send(new Command.Cancel(transfer.task().id()));

        arrive(transfer);

        assertThat(bench.events()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(event.seq()).isEqualTo(transfer.progress().nextSeq());
        });
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void expiresATaskDuringItsTransfer() {
        arrive(aTransfer(aTask().due(NOON.minusSeconds(1)).build()));

        assertThat(bench.events()).extracting(TaskEvent::state).containsExactly(TaskState.EXPIRED);
    }

    @Test
    void transfersAgainWhenItsNewAgentWasRemoved() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("removed", "nina"));
        var transfer = LaneEntry.arriving(aTask().build(), MAYA, NOON)
                .afterEvent()
                .transferTo(new AgentName("removed"), NOON, "a test");

        arrive(transfer);

        assertThat(onlyAssignment().agent()).isEqualTo(new AgentName("nina"));
    }

    @Test
    void deadLettersAnUnreadableTransfer() {
        bench.pipe(TopicNames.TRANSFERS, "maya".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 99, 1});
        bench.pipe(TopicNames.TRANSFERS, null, null);
        bench.submit(aTask());

        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().code() + " " + deadLetter.source())
                .containsExactly("deserialization pulser.transfers-0@0", "record-empty pulser.transfers-0@1");
        assertThat(bench.newAssignments()).hasSize(1);
    }

    @Test
    void deadLettersATransferThatDoesNotReachItsAgent() {
        try (var many = aBench(4)) {
            var to = IntStream.range(0, 100)
                    .mapToObj(i -> new AgentName("agent-" + i))
                    .filter(name -> name.partition(4) != 0)
                    .findFirst()
                    .orElseThrow();
            var transfer =
                    LaneEntry.arriving(aTask().build(), MAYA, NOON).afterEvent().transferTo(to, NOON, "a test");

            many.transfer(transfer);

            assertThat(many.deadLetters()).singleElement().satisfies(deadLetter -> {
                assertThat(deadLetter.error().code()).isEqualTo("routing-loop");
                assertThat(deadLetter.task()).isEqualTo(transfer.task());
            });
            assertThat(many.events()).extracting(TaskEvent::state).containsExactly(TaskState.FAILED);
        }
    }

    private static Transfer aTransfer(Task task) {
        return LaneEntry.arriving(task, MAYA, NOON).afterEvent().transferTo(ECHO, NOON, "a test");
    }

    private void arrive(Transfer transfer) {
        bench.transfer(transfer);
    }

    private Assignment onlyAssignment() {
        var assignments = bench.newAssignments();
        assertThat(assignments).hasSize(1);
        return assignments.getFirst();
    }

    private long transfersOf(TaskId task) {
        return bench.events(task).stream()
                .filter(event -> String.valueOf(event.reason()).contains("Transferred to"))
                .count();
    }

    private void assertComplete(TaskId task) {
        var history = bench.events(task);
        var state = TaskState.ACCEPTED;
        for (int seq = 0; seq < history.size(); seq++) {
            assertThat(history.get(seq).seq()).isEqualTo(seq);
            assertThat(state.mayBecome(history.get(seq).state())).isTrue();
            state = history.get(seq).state();
        }
        assertThat(state.isTerminal()).isTrue();
    }

    private List<TaskId> finishAll() {
        var order = new ArrayList<TaskId>();
        for (var running = bench.newAssignments(); !running.isEmpty(); running = bench.newAssignments()) {
            running.forEach(assignment -> {
                order.add(assignment.task().id());
                bench.end(assignment, new Outcome.Succeeded("{}"));
            });
        }
        return order;
    }
}
