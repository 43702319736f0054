// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import dev.pulser.cli.console.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DeadLetterCommandsTest {

    private static final String REPLAY = "POST /api/v1/dead-letters/replay";
    private static final String COUNTED = "{\"dry_run\":true,\"matched\":3,\"affected\":0,\"results\":[]}";

    private final CapturedConsole captured = CapturedConsole.pipe();
    private FakePulser pulser;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start();
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    private int run(Object command, String... arguments) {
        var commandLine = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, commandLine, 0, arguments.length);
        commandLine[arguments.length] = "--url";
        commandLine[arguments.length + 1] = pulser.url();
        return new CommandLine(command).execute(commandLine);
    }

    private ReplayDeadLettersCommand replay() {
        return new ReplayDeadLettersCommand(captured.console(), InputStream.nullInputStream());
    }

    @Test
    void listsOpenDeadLetters() {
        pulser.answering("GET /api/v1/dead-letters?agent=maya&state=open&limit=20", 200, """
                {"dead_letters":[{"task_id":"tsk_1","state":"open","at":"2026-01-01T00:00:00Z","code":"timeout","reason":"slow"},
                 {"state":"open","at":"2026-01-01T00:00:00Z","code":"json-malformed","reason":"x","source":"pulser.tasks.high-3@99"}],
                 "next_cursor":"abc"}
                """);

        assertThat(run(new ListDeadLettersCommand(captured.console()), "--agent", "maya"))
                .isZero();

        assertThat(captured.out()).contains("tsk_1", "timeout", "pulser.tasks.high-3@99");
        assertThat(captured.err()).contains("--cursor abc");
    }

    @Test
    void showsADeadLetterWithItsAttempts() {
        pulser.answering(
                "GET /api/v1/dead-letters/tsk_1",
                200,
                "{\"task_id\":\"tsk_1\",\"state\":\"open\",\"attempts\":[{\"number\":1},{\"number\":2}],\"payload\":{\"a\":1}}");

        assertThat(run(new ShowDeadLetterCommand(captured.console()), "tsk_1")).isZero();

        assertThat(captured.out()).contains("{\"number\":1}", "{\"number\":2}", "{\"a\":1}");
    }

    @Test
    void replaysMatchingDeadLettersPageByPageAndReportsProgress() {
        pulser.answering(REPLAY, 200, COUNTED).answering(REPLAY, 202, """
                        {"matched":3,"affected":2,"next_cursor":"more",
                         "results":[{"task_id":"tsk_1","status":202},{"task_id":"tsk_2","status":202}]}""").answering(REPLAY, 202, """
                        {"matched":3,"affected":0,"next_cursor":null,
                         "results":[{"task_id":"tsk_3","status":422,"detail":"no agent takes it"}]}""");

        assertThat(run(replay(), "--code", "timeout", "--rate", "10/s", "--yes", "-o", "json"))
                .as("one was refused")
                .isEqualTo(1);

        assertThat(pulser.requests())
                .satisfiesExactly(
                        counting -> assertThat(counting).contains("\"code\":\"timeout\"", "\"dry_run\":true"),
                        first -> assertThat(first).contains("\"code\":\"timeout\"", "\"limit\":2"),
                        second -> assertThat(second).contains("\"cursor\":\"more\""));
        assertThat(captured.err()).contains("Progress: 2 of 3, 1 refused");
        assertThat(captured.out()).contains("\"done\" : 2", "no agent takes it");
    }

    @Test
    void reportsDeadLettersThatAnotherCommandResolved() {
        pulser.answering(REPLAY, 200, COUNTED).answering(REPLAY, 202, """
                        {"matched":3,"affected":1,"next_cursor":null,"results":[{"task_id":"tsk_1","status":202}]}""");

        assertThat(run(replay(), "--all", "--yes")).isZero();

        assertThat(captured.err()).contains("2 dead letters were resolved by another command in the meantime.");
    }

    @Test
    void reportsThatNoDeadLetterMatches() {
        pulser.answering(REPLAY, 200, "{\"dry_run\":true,\"matched\":0,\"affected\":0,\"results\":[]}");

        assertThat(run(replay(), "--all", "--yes")).isZero();

        assertThat(pulser.requests()).hasSize(1);
        assertThat(captured.err()).contains("No open dead letter matches.");
    }

    @Test
    void repeatsARequestThatIsAnsweredWithUnavailable() {
        pulser.answering(REPLAY, 200, COUNTED)
                .answering(REPLAY, 503, "{\"title\":\"Service unavailable\",\"status\":503}")
                .answering(REPLAY, 202, "{\"results\":[{\"task_id\":\"tsk_1\",\"status\":202}],\"next_cursor\":null}");

        assertThat(run(replay(), "tsk_1", "--yes")).isZero();

        assertThat(pulser.requests()).hasSize(3).last().asString().contains("\"ids\":[\"tsk_1\"]");
        assertThat(captured.err()).contains("Retrying in 1 s.");
    }

    @Test
    void changesNothingWithoutATerminalToConfirmOn() {
        pulser.answering("POST /api/v1/dead-letters/drop", 200, COUNTED);
        var drop = new DropDeadLettersCommand(captured.console(), InputStream.nullInputStream());

        assertThat(run(drop, "--all")).isNotZero();

        assertThat(pulser.requests()).hasSize(1);
    }

    @Test
    void spreadsARateOverRequests() {
        assertThat(RequestRate.parse("200/s")).isEqualTo(new RequestRate(200));
        assertThat(RequestRate.parse("200").batchSize()).isEqualTo(40);
        assertThat(RequestRate.parse("200").interval()).isEqualTo(Duration.ofMillis(200));
        assertThat(RequestRate.parse("1/s").interval()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "0", "5001/s", "-1", "10/m", "99999999"})
    void refusesInvalidRates(String text) {
        assertThatThrownBy(() -> RequestRate.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--rate");
    }
}
