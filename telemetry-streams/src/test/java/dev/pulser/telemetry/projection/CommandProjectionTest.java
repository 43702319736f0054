// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.SinkBatches.ofCommands;
import static dev.pulser.telemetry.sample.SinkBatches.ofDeadLetters;
import static dev.pulser.telemetry.sample.SinkBatches.ofEvents;
import static dev.pulser.telemetry.sample.SinkBatches.ofStatuses;
import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;
import static dev.pulser.telemetry.sample.TaskEvents.completed;
import static dev.pulser.telemetry.sample.TaskEvents.queued;
import static dev.pulser.telemetry.sample.TaskEvents.queuedAt;
import static dev.pulser.telemetry.sample.TaskEvents.retryingAt;
import static dev.pulser.telemetry.sample.TaskEvents.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentPauses;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.sample.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandProjectionTest {

    private static final String UNBROKEN = """
            select bool_and(hash = pulser.audit_hash(previous, entry))
            from (select a.hash, a as entry, lag(a.hash) over (partition by a.company order by a.seq) as previous
                from pulser.audit_log a) as chain""";

    private TestPostgres postgres;
    private PostgresSink projection;

    @BeforeEach
    void open() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = projectionOf(postgres);
    }

    private static PostgresSink projectionOf(TestPostgres database) throws Exception {
        var made = new PostgresSink(database.migrations(), database.projector(), new SinkStatus());
        made.open();
        return made;
    }

    @Test
    void auditsEveryCommandWithActorAndReason() throws Exception {
        var task = aTask().build();
        var replayed = TaskId.ofReplay(task.company(), task.type(), task.id());
        var commands = List.of(
                aCommand(new Command.Cancel(task.id())),
                aCommand(new Command.Pause(MAYA)),
                aCommand(new Command.Resume(null)),
                aCommand(new Command.Replay(task.id(), replayed)),
                aCommand(new Command.Drop(task.id())),
                aCommand(new Command.AgentChange(MAYA, "replace", List.of("capacity"))),
                aCommand(new Command.UnknownCommand("hibernate")));

        projection.write(ofCommands(0, commands.toArray(Command[]::new)));

        assertThat(postgres.all("select concat_ws(' ', actor, action, subject) from pulser.audit_log"))
                .containsExactlyInAnyOrder(
                        "maya@example.com cancel " + task.id(),
                        "maya@example.com pause agent maya",
                        "maya@example.com resume company",
                        "maya@example.com replay " + task.id(),
                        "maya@example.com drop " + task.id(),
                        "maya@example.com replace agent maya",
                        "maya@example.com hibernate unknown");
        assertThat(postgres.all("select details from pulser.audit_log where action = 'cancel'"))
                .containsExactly(commands.getFirst().id() + ": no longer needed");
        assertThat(postgres.all("select details from pulser.audit_log where action = 'replace'"))
                .containsExactly(commands.get(5).id() + ": no longer needed; changed fields: capacity");
        assertThat(postgres.all(UNBROKEN)).containsExactly("t");
    }

    @Test
    void auditsACommandWithSeveralCopiesOnce() throws Exception {
        var pause = aCommand(new Command.Pause(null));

        projection.write(ofCommands(0, pause, pause));
        projection.write(ofCommands(2, pause));

        assertThat(postgres.rowsOf("audit_log")).hasSize(1);
        assertThat(postgres.rowsOf("command")).hasSize(1);
    }

    @Test
    void hidesTheCommandsOfOtherCompanies() throws Exception {
        projection.write(ofCommands(0, aCommand(new Company("acme"), new Command.Pause(null))));

        assertThat(postgres.allFor("acme", "select action from pulser.command")).containsExactly("pause");
        assertThat(postgres.allFor("globex", "select action from pulser.command"))
                .isEmpty();
    }

    @Test
    void marksACanceledTaskInAnyOrder() throws Exception {
        var before = aTask().build();
        var after = aTask().build();
        projection.write(ofEvents(0, List.of(queued(before))));

        projection.write(
                ofCommands(0, aCommand(new Command.Cancel(before.id())), aCommand(new Command.Cancel(after.id()))));
        projection.write(ofEvents(1, List.of(queued(after), running(before, 1, 1))));

        assertThat(postgres.all("select count(*) from pulser.task_queue where cancel_requested_at = '" + NOON + "'"))
                .containsExactly("2");
    }

    @Test
    void storesQueueIndexAndTimeOfTheNextAttempt() throws Exception {
        var waiting = aTask().build();
        var retried = aTask().build();
        var done = aTask().build();

        projection.write(ofEvents(
                0,
                List.of(
                        queuedAt(waiting, 41),
                        queuedAt(done, 42),
                        running(done, 1, 1),
                        completed(done, 2, 1, "{}"),
                        queued(retried),
                        running(retried, 1, 1),
                        retryingAt(retried, 2, NOON.plusSeconds(9)))));

        assertThat(postgres.all(where(waiting))).containsExactly("41");
        assertThat(postgres.all(where(done))).containsExactly("");
        assertThat(postgres.all(where(retried))).containsExactly("2026-01-31 12:00:09");
    }

    private static String where(Task task) {
        return "select concat_ws(' ', queue_index, retry_at at time zone 'UTC') from pulser.task_queue where task_id = '"
                + task.id() + "'";
    }

    @Test
    void storesTheFieldsThatIdempotencyCompares() throws Exception {
        var task = aTask().askingFor("maya").within(Duration.ofSeconds(90)).build();

        projection.write(ofEvents(0, List.of(queued(task))));
        projection.write(ofEvents(1, List.of(running(task, 1, 1))));

        assertThat(postgres.all("select concat_ws(' ', requested_agent, timeout_ms) from pulser.task_queue"))
                .containsExactly("maya 90000");
    }

    @Test
    void storesTheSubmissionOfADeadLetter() throws Exception {
        var task = aTask().priority(Priority.HIGH)
                .askingFor("dash")
                .within(Duration.ofSeconds(90))
                .build();

        projection.write(ofDeadLetters(0, deadLetter(task)));

        assertThat(
                        postgres.all(
                                "select concat_ws(' ', state, priority, requester, requested_agent, timeout_ms) from pulser.dead_letter"))
                .containsExactly("open 1 user@example.com dash 90000");
    }

    @Test
    void resolvesADeadLetterInAnyOrder() throws Exception {
        var replayed = aTask().build();
        var dropped = aTask().build();
        var both = aTask().build();
        var open = aTask().build();
        var batches = List.of(
                ofDeadLetters(0, deadLetter(replayed), deadLetter(dropped), deadLetter(both), deadLetter(open)),
                ofCommands(0, aCommand(new Command.Drop(dropped.id())), aCommand(new Command.Drop(both.id()))),
                ofCommands(
                        2,
                        aCommand(new Command.Replay(
                                both.id(), both.replayed(NOON).id()))),
                ofEvents(0, List.of(queued(replayed.replayed(NOON)), queued(both.replayed(NOON)))));
        for (var batch : batches) {
            projection.write(batch);
        }

        var deadLetters = deadLettersOf(postgres);

        assertThat(deadLetters)
                .containsExactlyInAnyOrder(
                        replayed.id() + " replayed " + replayed.replayed(NOON).id(),
                        dropped.id() + " dropped",
                        both.id() + " replayed " + both.replayed(NOON).id(),
                        open.id() + " open");
        for (int seed = 0; seed < 4; seed++) {
            assertThat(deadLettersOf(fedWith(shuffled(batches, seed))))
                    .as("order %d", seed)
                    .isEqualTo(deadLetters);
        }
    }

    private static List<SinkBatch> shuffled(List<SinkBatch> batches, int seed) {
        var other = new ArrayList<>(batches);
        Collections.shuffle(other, new Random(seed));
        other.addAll(batches);
        return other;
    }

    private static TestPostgres fedWith(List<SinkBatch> batches) throws Exception {
        var database = TestPostgres.newDatabase();
        var other = projectionOf(database);
        for (var batch : batches) {
            other.write(batch);
        }
        return database;
    }

    private static List<String> deadLettersOf(TestPostgres database) throws Exception {
        return database.all("select concat_ws(' ', task_id, state, replayed_as) from pulser.dead_letter order by 1");
    }

    @Test
    void ignoresATaskWhoseIdIsNotThatOfAReplay() throws Exception {
        var failed = aTask().build();

        projection.write(ofDeadLetters(0, deadLetter(failed)));
        projection.write(
                ofEvents(0, List.of(queued(aTask().replayOf(failed.id()).build()))));

        assertThat(postgres.all("select state from pulser.dead_letter")).containsExactly("open");
    }

    @Test
    void storesTheLatestStatusOfEachAgent() throws Exception {
        projection.write(ofStatuses(0, status(3, 10), status(4, 9)));
        projection.write(ofStatuses(2, status(2, 11)));

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws(' ', agent, capacity, running, waiting, retrying, paused, mean_attempt_ms)"
                                + " from pulser.agent_status"))
                .containsExactly("maya 4 2 9 1 t 1500");
    }

    private static AgentStatus status(int second, long waiting) {
        return AgentStatus.of(MAYA, NOON.plusSeconds(second), new AgentLoad(4, 2, waiting, 1, Duration.ofMillis(1500)))
                .withPauses(new AgentPauses(true, List.of()))
                .withQueues(List.of(new QueuePointers(Priority.LOW, new Company("globex"), 1, 1 + waiting)));
    }

    private static DeadLetter deadLetter(Task task) {
        return new DeadLetter(
                task.id(), task.company(), NOON, new TaskError("agent-refused", "no"), MAYA, List.of(), task, null);
    }
}
