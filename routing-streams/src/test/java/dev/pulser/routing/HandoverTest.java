// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingBench.aBench;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Failure;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the tasks of an agent that is unhealthy. */
class HandoverTest {

    private static final AgentName MAYA = new AgentName("maya");
    private static final AgentName ECHO = new AgentName("echo");
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Failure TRANSIENT = new Failure.Transient("agent-unreachable", "It did not answer.", null);

    private final RoutingBench bench = aBench().agents(
                    anAgent("maya").homeOf("documentation").backedUpBy("echo", "nina"),
                    anAgent("echo").homeOf("testing").backedUpBy("maya"),
                    anAgent("nina").homeOf("design"));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void movesAllThatWaitWithinATickInTheirOrder() {
        var running = bench.submit(aTask());
        var low = bench.submit(aTask().priority(Priority.LOW));
        var first = bench.submit(aTask());
        var second = bench.submit(aTask().due(NOON.plusSeconds(600)));
        var critical = bench.submit(aTask().priority(Priority.CRITICAL));

        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(TICK);

        var left = bench.assigned();
        assertThat(left).extracting(Assignment::agent).containsExactly(MAYA, ECHO);
        assertThat(left).extracting(Assignment::task).containsExactly(running, critical);
        bench.succeed(left.getLast());
        assertThat(finishAll()).containsExactly(first.id(), second.id(), low.id());
        assertThat(bench.allAssigned()).extracting(Assignment::attempt).containsOnly(1);
        bench.pass(Duration.ofSeconds(601));
        assertThat(bench.events(second.id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
    }

    @Test
    void saysWhoTakesOverAndWhy() {
        bench.submit(aTask());
        var task = bench.submit(aTask());

        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(TICK);

        var events = bench.events(task.id());
        assertThat(events).extracting(TaskEvent::seq).containsExactly(0, 1, 2, 3);
        assertThat(events)
                .extracting(TaskEvent::state)
                .containsExactly(TaskState.QUEUED, TaskState.QUEUED, TaskState.QUEUED, TaskState.RUNNING);
        assertThat(events).extracting(TaskEvent::agent).containsExactly(MAYA, ECHO, ECHO, ECHO);
        assertThat(events.get(1).reason())
                .isEqualTo("agent maya is unhealthy: it does not answer; its backup echo takes over");
        assertThat(events.get(2).reason()).isEqualTo("taken over from maya");
    }

    @Test
    void leavesTheAttemptInWorkAlone() {
        var task = bench.submit(aTask());
        var running = one();
        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(Duration.ofSeconds(1));

        bench.succeed(running);

        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.COMPLETED);
        assertThat(bench.assigned()).isEmpty();
    }

    @Test
    void sendsNewTasksToTheBackupAtOnceAndStopsWhenTheAgentIsBack() {
        bench.find("maya", HealthState.UNHEALTHY);

        var moved = bench.submit(aTask());
        var one = one();
        bench.find("maya", HealthState.HEALTHY);
        var stays = bench.submit(aTask());

        assertThat(one.agent()).isEqualTo(ECHO);
        assertThat(bench.events(moved.id()).getFirst().task()).isEqualTo(moved);
        assertThat(bench.events(moved.id())).extracting(TaskEvent::seq).containsExactly(0, 1, 2);
        assertThat(one()).satisfies(it -> {
            assertThat(it.agent()).isEqualTo(MAYA);
            assertThat(it.task()).isEqualTo(stays);
        });
    }

    @Test
    void movesATaskThatAskedForTheAgent() {
        bench.find("maya", HealthState.UNHEALTHY);

        bench.submit(aTask().askingFor("maya"));

        assertThat(one().agent()).isEqualTo(ECHO);
    }

    @Test
    void movesATaskWhosePauseIsOverWithItsAttempts() {
        var task = bench.submit(aTask());
        bench.fail(one(), TRANSIENT);
        bench.find("maya", HealthState.UNHEALTHY);

        bench.pass(Duration.ofSeconds(7));

        var again = one();
        assertThat(again.agent()).isEqualTo(ECHO);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.epoch()).isEqualTo(2);
        bench.fail(again, new Failure.Permanent("bad-input", "No."));
        assertThat(bench.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.attempts())
                        .extracting(attempt -> attempt.agent())
                        .containsExactly(MAYA, ECHO));
        assertWhole(task.id());
    }

    @Test
    void ignoresWhatTheFormerAgentSaysLate() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("echo").idempotent());
        var task = bench.submit(aTask());
        var lost = one();
        bench.beat(lost);
        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(Duration.ofSeconds(23));
        var again = one();

        bench.succeed(lost);

        assertThat(again.agent()).isEqualTo(ECHO);
        assertThat(bench.events(task.id()).getLast().state()).isEqualTo(TaskState.RUNNING);
        bench.succeed(again);
        assertWhole(task.id());
    }

    @Test
    void goesToTheNextBackupWhereTheFirstTakesNothing() {
        bench.find("echo", HealthState.UNHEALTHY);
        bench.find("maya", HealthState.UNHEALTHY);

        bench.submit(aTask());

        assertThat(one().agent()).isEqualTo(new AgentName("nina"));
    }

    @Test
    void passesOverBackupsThatAreDisabledPausedOrDoNotTakeThePayload() {
        bench.agents(
                anAgent("maya").homeOf("documentation").backedUpBy("off", "paused", "picky", "nina"),
                anAgent("off").disabled(),
                anAgent("paused"),
                anAgent("picky").taking("{\"required\":[\"ticket\"]}"));
        bench.ask(new Command.Pause(new AgentName("paused")));
        bench.find("maya", HealthState.UNHEALTHY);

        bench.submit(aTask());

        assertThat(one().agent()).isEqualTo(new AgentName("nina"));
    }

    @Test
    void waitsWhereNobodyTakesOverUsingUpNoAttemptAndEndsByTheDeadline() {
        bench.find("nina", HealthState.UNHEALTHY);
        var due = bench.submit(aTask().ofType("design").due(NOON.plusSeconds(20)));
        var task = bench.submit(aTask().ofType("design"));

        bench.pass(Duration.ofSeconds(21));
        var meanwhile = bench.assigned();
        bench.find("nina", HealthState.HEALTHY);

        assertThat(meanwhile).isEmpty();
        assertThat(bench.events(due.id()).getLast().state()).isEqualTo(TaskState.EXPIRED);
        assertThat(one().attempt()).isEqualTo(1);
        assertThat(bench.events(task.id())).hasSize(2);
    }

    @Test
    void doesNotBounceBetweenTwoThatAreBothUnhealthy() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("echo"));
        bench.find("maya", HealthState.UNHEALTHY);
        bench.find("echo", HealthState.UNHEALTHY);

        var task = bench.submit(aTask());
        bench.pass(Duration.ofSeconds(10));

        assertThat(bench.assigned()).isEmpty();
        assertThat(bench.events(task.id())).hasSize(1);
        bench.find("echo", HealthState.HEALTHY);
        bench.pass(TICK);
        assertThat(one().agent()).isEqualTo(ECHO);
    }

    @Test
    void goesHomeWhenItsNewAgentFallsIllTooAndItsFirstIsWellAgain() {
        bench.agents(anAgent("echo").homeOf("testing"));
        bench.submit(aTask().ofType("testing"));
        bench.find("maya", HealthState.UNHEALTHY);
        var task = bench.submit(aTask());
        bench.find("maya", HealthState.HEALTHY);
        bench.assigned();

        bench.find("echo", HealthState.UNHEALTHY);
        bench.pass(TICK);

        assertThat(one()).satisfies(it -> {
            assertThat(it.agent()).isEqualTo(MAYA);
            assertThat(it.task()).isEqualTo(task);
        });
    }

    @Test
    void staysAfterTenHandoversAndHoldsNobodyUp() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("echo"));
        bench.submit(aTask());
        bench.submit(aTask().ofType("testing"));
        bench.assigned();
        var task = bench.submit(aTask());
        for (int i = 0; i < 12; i++) {
            var ill = i % 2 == 0 ? "maya" : "echo";
            bench.find(ill, HealthState.UNHEALTHY);
            bench.pass(TICK);
            if (i == 11) {
                assertThat(handoversOf(task.id())).isEqualTo(10);
            }
            bench.find(ill, HealthState.HEALTHY);
        }
        var fresh = bench.submit(aTask());
        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(TICK);

        assertThat(handoversOf(task.id())).isEqualTo(10);
        assertThat(handoversOf(fresh.id())).isEqualTo(1);
    }

    @Test
    void leavesWhatSomebodyHasPausedWhereItIs() {
        bench.submit(aTask());
        var held = bench.submit(aTask().of("acme"));
        bench.ask(new Company("acme"), new Command.Pause(null));
        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(TICK);

        assertThat(bench.events(held.id())).hasSize(1);
        bench.ask(new Company("acme"), new Command.Resume(null));
        bench.pass(TICK);
        assertThat(bench.events(held.id()).getLast().agent()).isEqualTo(ECHO);
    }

    @Test
    void movesAHugeBacklogInStepsAndEachTaskOnce() {
        bench.agents(anAgent("echo").homeOf("testing").capacity(2_000));
        bench.submit(aTask());
        var tasks = IntStream.range(0, 1_200)
                .mapToObj(_ -> bench.submit(aTask()).id())
                .toList();
        bench.assigned();

        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(TICK);
        int first = bench.assigned().size();
        bench.pass(Duration.ofMillis(300));

        assertThat(first).isBetween(400, 500);
        bench.assigned();
        assertThat(bench.allAssigned().stream().skip(1).map(it -> it.task().id()))
                .containsExactlyElementsOf(tasks);
    }

    @Test
    void isCancelledWhereverItHasGone() {
        bench.submit(aTask());
        bench.submit(aTask().ofType("testing"));
        var waiting = bench.submit(aTask());
        bench.assigned();
        bench.find("maya", HealthState.UNHEALTHY);
        bench.pass(TICK);

        bench.ask(new Command.Cancel(waiting.id()));

        assertThat(bench.events(waiting.id()).getLast().state()).isEqualTo(TaskState.CANCELLED);
        assertThat(bench.events(waiting.id()).getLast().agent()).isEqualTo(ECHO);
        assertWhole(waiting.id());
    }

    @Test
    void endsWhenItComesWhereItWasCancelledOnItsWay() {
        var handover = aHandover(aTask().build());
        bench.ask(new Command.Cancel(handover.task().id()));

        arrive(handover);

        assertThat(bench.events()).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(TaskState.CANCELLED);
            assertThat(event.seq()).isEqualTo(handover.nextSeq());
        });
        assertThat(bench.assigned()).isEmpty();
    }

    @Test
    void expiresOnItsWay() {
        arrive(aHandover(aTask().due(NOON.minusSeconds(1)).build()));

        assertThat(bench.events()).extracting(TaskEvent::state).containsExactly(TaskState.EXPIRED);
    }

    @Test
    void goesOnWhereTheAgentIsGoneWhenItComes() {
        bench.agents(anAgent("maya").homeOf("documentation").backedUpBy("gone", "nina"));
        var handover = LaneEntry.arriving(aTask().build(), MAYA, NOON)
                .afterEvent()
                .handedOver(new AgentName("gone"), NOON, "a test");

        arrive(handover);

        assertThat(one().agent()).isEqualTo(new AgentName("nina"));
    }

    @Test
    void putsWhatIsNoHandoverIntoTheDeadLetters() {
        bench.raw(TopicNames.HANDOVERS, "maya".getBytes(UTF_8), new byte[] {0, 0, 0, 0, 99, 1});
        bench.raw(TopicNames.HANDOVERS, null, null);
        bench.submit(aTask());

        assertThat(bench.deadLetters())
                .extracting(letter -> letter.code() + " " + letter.source())
                .containsExactly("deserialization pulser.handovers-0@0", "record-empty pulser.handovers-0@1");
        assertThat(bench.assigned()).hasSize(1);
    }

    @Test
    void failsWithADeadLetterWhereItNeverReachesItsAgent() {
        try (var many = aBench(4)) {
            var to = IntStream.range(0, 100)
                    .mapToObj(i -> new AgentName("agent-" + i))
                    .filter(name -> name.partition(4) != 0)
                    .findFirst()
                    .orElseThrow();
            var handover =
                    LaneEntry.arriving(aTask().build(), MAYA, NOON).afterEvent().handedOver(to, NOON, "a test");

            many.hand(handover);

            assertThat(many.deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.code()).isEqualTo("routing-loop");
                assertThat(letter.task()).isEqualTo(handover.task());
            });
            assertThat(many.events()).extracting(TaskEvent::state).containsExactly(TaskState.FAILED);
        }
    }

    private static Handover aHandover(Task task) {
        return LaneEntry.arriving(task, MAYA, NOON).afterEvent().handedOver(ECHO, NOON, "a test");
    }

    private void arrive(Handover handover) {
        bench.hand(handover);
    }

    private Assignment one() {
        var fresh = bench.assigned();
        assertThat(fresh).hasSize(1);
        return fresh.getFirst();
    }

    private long handoversOf(TaskId task) {
        return bench.events(task).stream()
                .filter(event -> String.valueOf(event.reason()).startsWith("agent "))
                .count();
    }

    private void assertWhole(TaskId task) {
        var life = bench.events(task);
        var state = TaskState.ACCEPTED;
        for (int seq = 0; seq < life.size(); seq++) {
            assertThat(life.get(seq).seq()).isEqualTo(seq);
            assertThat(state.mayBecome(life.get(seq).state())).isTrue();
            state = life.get(seq).state();
        }
        assertThat(state.isTerminal()).isTrue();
    }

    private List<TaskId> finishAll() {
        var order = new ArrayList<TaskId>();
        for (var running = bench.assigned(); !running.isEmpty(); running = bench.assigned()) {
            running.forEach(assignment -> {
                order.add(assignment.task().id());
                bench.end(assignment, new Outcome.Succeeded("{}"));
            });
        }
        return order;
    }
}
