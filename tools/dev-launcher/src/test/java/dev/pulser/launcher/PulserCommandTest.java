// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.launcher.cli.Captured;
import dev.pulser.launcher.process.LoopbackPort;
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

class PulserCommandTest {

    private final Captured captured = Captured.pipe();
    private final InputStream input = new ByteArrayInputStream("{\"tool\":\"echo\"}".getBytes(StandardCharsets.UTF_8));

    static List<String> everyCommand() {
        var names = new ArrayList<String>();
        collect("", PulserCommand.commandLine(Captured.pipe().console(), InputStream.nullInputStream()), names);
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
    void everyCommandExplainsItself(String command) {
        var words = new StringWriter();

        var code = commandLine().setOut(new PrintWriter(words)).execute((command + " --help").split(" "));

        assertThat(code).isZero();
        assertThat(words.toString()).startsWith("Usage: pulser " + command).doesNotContain("\u001b");
    }

    @Test
    void hasTheseCommands() {
        assertThat(everyCommand())
                .containsExactlyInAnyOrder(
                        "up",
                        "down",
                        "status",
                        "submit",
                        "get",
                        "list",
                        "cancel",
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
                        "mcp test",
                        "watch",
                        "chaos",
                        "topics",
                        "topics create",
                        "topics check",
                        "doctor",
                        "bench",
                        "coverage",
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
                "get",
                "get x --wait=0",
                "list --limit many",
                "list -o xml",
                "cancel",
                "dlq",
                "dlq replay",
                "dlq replay tsk_1 --all",
                "dlq replay --all --rate fast",
                "dlq replay --all --rate 0/s",
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
                "mcp test --timeout 0",
                "mcp test --look",
                "watch --every 1",
                "up --port 0",
                "up --port 70000",
                "up --port 8001",
                "up --ephemeral --data somewhere",
                "up --kafka nowhere",
                "up --redis nowhere",
                "bench speed"
            })
    void wrongUsageEndsWithTwoAndSaysWhatIsWrong(String line) {
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
                "dlq list",
                "dlq show x",
                "dlq drop --all",
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
    void aPulserThatDoesNotAnswerEndsWithOne(String line) {
        var nobody = "http://127.0.0.1:" + LoopbackPort.anyFree();

        var code = commandLine().execute((line + " --url " + nobody).split(" "));

        assertThat(code).isEqualTo(1);
        assertThat(captured.err()).contains("no Pulser answers at " + nobody).contains("./pulser up");
    }

    @Test
    void aPayloadFileIsNoFileOfOptions(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("payload"), "[1]");

        commandLine().execute("submit", "type", "@" + file);

        assertThat(captured.err()).contains("the payload must be a JSON object");
    }

    @Test
    void aPostgresUrlThatIsNoneEndsWithoutRepeatingThePassword() {
        var code = commandLine().execute("up", "--postgres", "mysql://me:hunter2@host/db");

        assertThat(code).isEqualTo(1);
        assertThat(captured.err()).contains("postgresql://user:password@host").doesNotContain("hunter2");
    }

    @Test
    void completionKnowsEveryCommandAndOption() {
        var code = commandLine().execute("completion");

        assertThat(code).isZero();
        assertThat(captured.out()).contains("submit").contains("--ephemeral").contains("topics");
    }

    private CommandLine commandLine() {
        return PulserCommand.commandLine(captured.console(), input);
    }
}
