// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.console.CapturedConsole;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PulserCommandTest {

    private final CapturedConsole captured = CapturedConsole.pipe();

    static List<String> everyCommand() {
        var names = new ArrayList<String>();
        collect("", commandLine(CapturedConsole.pipe()), names);
        return names;
    }

    private static void collect(String prefix, CommandLine command, List<String> names) {
        command.getSubcommands().forEach((name, sub) -> {
            names.add((prefix + " " + name).strip());
            collect(prefix + " " + name, sub, names);
        });
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void printsHelpForEveryCommand(String command) {
        var help = new StringWriter();

        var code = commandLine(captured).setOut(new PrintWriter(help)).execute((command + " --help").split(" "));

        assertThat(code).isZero();
        assertThat(help.toString())
                .startsWith("Usage: pulser " + command.replaceFirst("^dlq", "dead-letters"))
                .doesNotContain("\u001b");
    }

    @Test
    void hasTheCommandsOfTheStackAndOfTheOperator() {
        assertThat(everyCommand())
                .contains("up", "down", "status", "mcp test", "doctor", "bench", "chaos", "coverage")
                .contains("submit", "dead-letters replay", "dlq replay", "agents list", "topics create", "completion")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "mcp test --timeout 0",
                "mcp test --no-start",
                "up --port 0",
                "up --port 70000",
                "up --port 8001",
                "up --ephemeral --data somewhere",
                "up --kafka nowhere",
                "up --redis nowhere",
                "bench speed"
            })
    void endsInvalidUsageWithCode2AndAMessage(String line) {
        var code = commandLine(captured).execute(line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(captured.err()).startsWith("pulser: ").doesNotContain("\tat ");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void doesNotRepeatThePasswordOfAnInvalidPostgresUrl() {
        var code = commandLine(captured).execute("up", "--postgres", "mysql://me:hunter2@host/db");

        assertThat(code).isEqualTo(1);
        assertThat(captured.err()).contains("postgresql://user:password@host").doesNotContain("hunter2");
    }

    @Test
    void completesEveryCommandAndOption() {
        var code = commandLine(captured).execute("completion");

        assertThat(code).isZero();
        assertThat(captured.out()).contains("submit").contains("--ephemeral").contains("topics");
    }

    private static CommandLine commandLine(CapturedConsole captured) {
        return PulserCommand.commandLine(captured.console(), InputStream.nullInputStream());
    }
}
