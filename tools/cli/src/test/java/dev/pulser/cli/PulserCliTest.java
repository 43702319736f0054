// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PulserCliTest {

    private final CapturedConsole captured = CapturedConsole.pipe();
    private final InputStream input = new ByteArrayInputStream("{\"tool\":\"echo\"}".getBytes(StandardCharsets.UTF_8));

    static List<String> everyCommand() {
        var names = new ArrayList<String>();
        collect("", PulserCli.commandLine(CapturedConsole.pipe().console(), InputStream.nullInputStream()), names);
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

        var code = commandLine().setOut(new PrintWriter(help)).execute((command + " --help").split(" "));

        assertThat(code).isZero();
        assertThat(help.toString())
                .startsWith("Usage: pulser " + command.replaceFirst("^dlq", "dead-letters"))
                .doesNotContain("\u001b");
    }

    @Test
    void hasTheseCommands() {
        assertThat(everyCommand())
                .containsExactlyInAnyOrder(
                        "submit",
                        "get",
                        "list",
                        "cancel",
                        "watch",
                        "dead-letters",
                        "dead-letters list",
                        "dead-letters show",
                        "dead-letters replay",
                        "dead-letters drop",
                        "dlq",
                        "dlq list",
                        "dlq show",
                        "dlq replay",
                        "dlq drop",
                        "agents",
                        "agents list",
                        "agents show",
                        "agents health",
                        "agents add",
                        "agents change",
                        "agents remove",
                        "agents pause",
                        "agents resume",
                        "mcp",
                        "mcp list",
                        "mcp tools",
                        "mcp show",
                        "mcp approve",
                        "topics",
                        "topics create",
                        "topics check",
                        "doctor",
                        "completion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "topics",
                "submit",
                "submit type {",
                "submit type [1]",
                "submit type @no-such-file",
                "submit type {} --file x",
                "submit --file no-such-file",
                "submit type --via fax",
                "submit type {} --label team",
                "get",
                "get x --wait=0",
                "list --limit many",
                "list --label =data",
                "list -o xml",
                "cancel",
                "dead-letters",
                "dead-letters replay",
                "dead-letters replay tsk_1 --all",
                "dead-letters replay --all --rate fast",
                "dead-letters replay --all --rate 0/s",
                "dead-letters drop",
                "dlq drop",
                "agents pause",
                "agents pause maya --company",
                "agents show",
                "agents health --every 1",
                "agents health --limit 501",
                "agents add",
                "agents add -f no-such-file",
                "agents add -f -",
                "agents change maya",
                "agents change maya --set capacity",
                "agents change maya --set capacity=1 -f x",
                "agents change maya -f -",
                "agents remove",
                "mcp",
                "mcp show",
                "mcp show toolbox",
                "mcp approve Toolbox!/x",
                "watch --every 1"
            })
    void endsInvalidUsageWithCode2AndAMessage(String line) {
        var code = commandLine().execute(line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(captured.err()).startsWith("pulser: ").doesNotContain("\tat ");
        assertThat(captured.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get x",
                "list",
                "cancel x",
                "dead-letters list",
                "dead-letters show x",
                "dead-letters drop --all",
                "agents list",
                "agents pause x",
                "agents show x",
                "agents health",
                "agents health x",
                "agents health --watch",
                "agents change x --set capacity=1",
                "agents remove x",
                "mcp list",
                "mcp tools any words",
                "mcp show x/y",
                "mcp approve x/y",
                "submit type {}",
                "watch"
            })
    void endsWithCode1WhenPulserCannotBeReached(String line) throws IOException {
        var url = FakePulser.unusedUrl();

        var code = commandLine().execute((line + " --url " + url).split(" "));

        assertThat(code).isEqualTo(1);
        assertThat(captured.err())
                .contains("Cannot connect to Pulser at " + url)
                .contains("./pulser up");
    }

    @Test
    void doesNotExpandAPayloadFileToOptions(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("payload"), "[1]");

        commandLine().execute("submit", "type", "@" + file);

        assertThat(captured.err()).contains("The payload must be a JSON object");
    }

    @Test
    void completesEveryCommandAndOption() {
        var code = commandLine().execute("completion");

        assertThat(code).isZero();
        assertThat(captured.out()).contains("submit").contains("--label").contains("dead-letters");
    }

    private CommandLine commandLine() {
        return PulserCli.commandLine(captured.console(), input);
    }
}
