// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CancelTasksCommandTest {

    private static final String COUNTED = "{\"dry_run\":true,\"matched\":3,\"task_ids\":[],\"next_cursor\":null}";
    private static final String FIRST = "{\"matched\":3,\"task_ids\":[\"tsk_1\",\"tsk_2\"],\"next_cursor\":\"more\"}";
    private static final String LAST = "{\"matched\":3,\"task_ids\":[\"tsk_3\"],\"next_cursor\":null}";

    private FakePulser pulser;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start();
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    private int run(CapturedConsole captured, String answer, String... arguments) {
        var input = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
        var commandLine = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, commandLine, 0, arguments.length);
        commandLine[arguments.length] = "--url";
        commandLine[arguments.length + 1] = pulser.url();
        commandLine[arguments.length + 2] = "--by";
        commandLine[arguments.length + 3] = "me";
        return new CommandLine(new CancelTasksCommand(captured.console(), input)).execute(commandLine);
    }

    @Test
    void cancelsOneTaskWithoutConfirmation() {
        pulser.answering(
                "POST /api/v1/tasks/tsk_1/cancel",
                202,
                "{\"task_id\":\"tsk_1\",\"status\":\"running\",\"command_id\":\"cmd_1\"}");
        var captured = CapturedConsole.pipe();

        assertThat(run(captured, "", "tsk_1", "--reason", "too late")).isZero();

        assertThat(pulser.requests()).singleElement().asString().endsWith("{\"by\":\"me\",\"reason\":\"too late\"}");
        assertThat(captured.out()).contains("cmd_1");
    }

    @Test
    void asksForConfirmationAndCancelsPageByPage() {
        pulser.answering("POST /api/v1/tasks/cancel", 200, COUNTED)
                .answering("POST /api/v1/tasks/cancel", 202, FIRST)
                .answering("POST /api/v1/tasks/cancel", 202, LAST);
        var captured = CapturedConsole.terminal();

        assertThat(run(captured, "y\n", "--agent", "maya", "--older-than", "2h", "-o", "json"))
                .isZero();

        assertThat(captured.err()).contains("cancel 3 tasks");
        assertThat(captured.out()).contains("\"canceling\" : 3");
        assertThat(pulser.requests())
                .satisfiesExactly(
                        counting -> assertThat(counting)
                                .contains("\"agent\":\"maya\"", "\"older_than\":\"2h\"", "\"dry_run\":true"),
                        first ->
                                assertThat(first).contains("\"agent\":\"maya\"").doesNotContain("dry_run"),
                        last -> assertThat(last).contains("\"cursor\":\"more\""));
    }

    @Test
    void changesNothingWithoutConfirmation() {
        pulser.answering("POST /api/v1/tasks/cancel", 200, COUNTED);
        var captured = CapturedConsole.terminal();

        assertThat(run(captured, "\n", "--all")).isEqualTo(1);

        assertThat(pulser.requests()).hasSize(1);
        assertThat(captured.err()).contains("Nothing was changed.");
    }

    @Test
    void onlyCountsInADryRun() {
        pulser.answering("POST /api/v1/tasks/cancel", 200, COUNTED);
        var captured = CapturedConsole.pipe();

        assertThat(run(captured, "", "--status", "queued", "--dry-run")).isZero();

        assertThat(pulser.requests()).hasSize(1);
        assertThat(captured.out()).contains("3");
    }
}
