// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import static dev.pulser.contract.sample.Samples.aCommand;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.Batches.ofCommands;
import static dev.pulser.telemetry.sample.Batches.ofEvents;
import static dev.pulser.telemetry.sample.Batches.ofLetters;
import static dev.pulser.telemetry.sample.Batches.ofStatuses;
import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Events.NOON;
import static dev.pulser.telemetry.sample.Events.completed;
import static dev.pulser.telemetry.sample.Events.queued;
import static dev.pulser.telemetry.sample.Events.queuedAt;
import static dev.pulser.telemetry.sample.Events.retryingAt;
import static dev.pulser.telemetry.sample.Events.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.telemetry.feed.Batch;
import dev.pulser.telemetry.feed.FeedState;
import dev.pulser.telemetry.sample.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final String UNBROKEN = """
            select bool_and(hash = pulser.audit_hash(previous, entry))
            from (select a.hash, a as entry, lag(a.hash) over (partition by a.company order by a.seq) as previous
                from pulser.audit_log a) as chain""";

    private TestPostgres postgres;
    private TaskProjection projection;

    @BeforeEach
    void reach() throws Exception {
        postgres = TestPostgres.newDatabase();
        projection = projectionOf(postgres);
    }

    private static TaskProjection projectionOf(TestPostgres database) throws Exception {
        var made = new TaskProjection(database.migrations(), database.projector(), new FeedState());
        made.reach();
        return made;
    }

    @Test
    void auditsEveryCommandWithWhoAndWhy() throws Exception {
        var task = aTask().build();
        var replayed = TaskId.ofReplay(task.company(), task.type(), task.id());
        var commands = List.of(
                aCommand(new Command.Cancel(task.id())),
                aCommand(new Command.Pause(MAYA)),
                aCommand(new Command.Resume(null)),
                aCommand(new Command.Replay(task.id(), replayed)),
                aCommand(new Command.Drop(task.id())),
                aCommand(new Command.ChangeAgent(MAYA, "replace", List.of("capacity"))),
                aCommand(new Command.Unknown("hibernate")));

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
                .containsExactly(commands.get(5).id() + ": no longer needed; changes capacity");
        assertThat(postgres.all(UNBROKEN)).containsExactly("t");
    }

    @Test
    void auditsACommandOnceThoughItTravelsInManyCopies() throws Exception {
        var pause = aCommand(new Command.Pause(null));

        projection.write(ofCommands(0, pause, pause));
        projection.write(ofCommands(2, pause));

        assertThat(postgres.rowsOf("audit_log")).hasSize(1);
        assertThat(postgres.rowsOf("command")).hasSize(1);
    }

    @Test
    void showsNoCompanyTheCommandsOfAnother() throws Exception {
        projection.write(ofCommands(0, aCommand(new Company("acme"), new Command.Pause(null))));

        assertThat(postgres.allFor("acme", "select action from pulser.command")).containsExactly("pause");
        assertThat(postgres.allFor("globex", "select action from pulser.command"))
                .isEmpty();
    }

    @Test
    void marksATaskThatIsToBeCancelledWhicheverComesFirst() throws Exception {
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
    void keepsWhereATaskWaits() throws Exception {
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
        return "select concat_ws(' ', line_index, retry_at at time zone 'UTC') from pulser.task_queue where task_id = '"
                + task.id() + "'";
    }

    @Test
    void keepsWhatTellsARepetitionFromASecondUseOfItsKey() throws Exception {
        var task = aTask().askingFor("maya").within(Duration.ofSeconds(90)).build();

        projection.write(ofEvents(0, List.of(queued(task))));
        projection.write(ofEvents(1, List.of(running(task, 1, 1))));

        assertThat(postgres.all("select concat_ws(' ', asked_agent, timeout_ms) from pulser.task_queue"))
                .containsExactly("maya 90000");
    }

    @Test
    void keepsWhatAReplayRepeats() throws Exception {
        var task = aTask().priority(Priority.HIGH)
                .askingFor("dash")
                .within(Duration.ofSeconds(90))
                .build();

        projection.write(ofLetters(0, letter(task)));

        assertThat(
                        postgres.all(
                                "select concat_ws(' ', state, priority, requester, asked_agent, timeout_ms) from pulser.dead_letter"))
                .containsExactly("open 1 user@example.com dash 90000");
    }

    @Test
    void settlesALetterWhicheverOfItsRecordsComesFirst() throws Exception {
        var replayed = aTask().build();
        var dropped = aTask().build();
        var both = aTask().build();
        var open = aTask().build();
        var batches = List.of(
                ofLetters(0, letter(replayed), letter(dropped), letter(both), letter(open)),
                ofCommands(0, aCommand(new Command.Drop(dropped.id())), aCommand(new Command.Drop(both.id()))),
                ofCommands(
                        2,
                        aCommand(new Command.Replay(
                                both.id(), both.replayed(NOON).id()))),
                ofEvents(0, List.of(queued(replayed.replayed(NOON)), queued(both.replayed(NOON)))));
        for (var batch : batches) {
            projection.write(batch);
        }

        var letters = lettersOf(postgres);

        assertThat(letters)
                .containsExactlyInAnyOrder(
                        replayed.id() + " replayed " + replayed.replayed(NOON).id(),
                        dropped.id() + " dropped",
                        both.id() + " replayed " + both.replayed(NOON).id(),
                        open.id() + " open");
        for (int seed = 0; seed < 4; seed++) {
            assertThat(lettersOf(fedWith(shuffled(batches, seed))))
                    .as("order %d", seed)
                    .isEqualTo(letters);
        }
    }

    private static List<Batch> shuffled(List<Batch> batches, int seed) {
        var other = new ArrayList<>(batches);
        Collections.shuffle(other, new Random(seed));
        other.addAll(batches);
        return other;
    }

    private static TestPostgres fedWith(List<Batch> batches) throws Exception {
        var database = TestPostgres.newDatabase();
        var other = projectionOf(database);
        for (var batch : batches) {
            other.write(batch);
        }
        return database;
    }

    private static List<String> lettersOf(TestPostgres database) throws Exception {
        return database.all("select concat_ws(' ', task_id, state, replayed_as) from pulser.dead_letter order by 1");
    }

    @Test
    void doesNotTakeATaskThatClaimsToBeAReplayForOne() throws Exception {
        var failed = aTask().build();

        projection.write(ofLetters(0, letter(failed)));
        projection.write(
                ofEvents(0, List.of(queued(aTask().replayOf(failed.id()).build()))));

        assertThat(postgres.all("select state from pulser.dead_letter")).containsExactly("open");
    }

    @Test
    void keepsTheLatestStatusOfEachAgent() throws Exception {
        projection.write(ofStatuses(0, status(3, 10), status(4, 9)));
        projection.write(ofStatuses(2, status(2, 11)));

        assertThat(postgres.allFor(
                        "acme",
                        "select concat_ws(' ', agent, capacity, running, waiting, retrying, paused, mean_attempt_ms)"
                                + " from pulser.agent_status"))
                .containsExactly("maya 4 2 9 1 t 1500");
    }

    private static AgentStatus status(int second, long waiting) {
        return new AgentStatus(
                MAYA,
                NOON.plusSeconds(second),
                4,
                2,
                waiting,
                1,
                true,
                List.of(),
                Duration.ofMillis(1500),
                List.of(new AgentStatus.Line(Priority.LOW, new Company("globex"), 1, 1 + waiting)));
    }

    private static DeadLetter letter(Task task) {
        return new DeadLetter(
                task.id(), task.company(), NOON, "agent-refused", "no", MAYA, List.of(), task, null, null);
    }
}
