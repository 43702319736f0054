// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.servertest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.mcp.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpServerTestProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String file, String... arguments) throws IOException, InterruptedException {
        var written = Files.writeString(folder.resolve("mcp.json"), file);
        var environment = Map.of(
                "GIVEN", "yes",
                "PULSER_MCP_FILE", written.toString(),
                "PULSER_MCP_DISCOVER_TIMEOUT", "1s",
                "PULSER_MCP_COMMANDS", "java,no-such-program");
        return new McpServerTestProgram(printer(out), printer(err)).run(environment, List.of(arguments));
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void testsAllServers() throws IOException, InterruptedException {
        var file = "{\"mcpServers\":{\"old\":%s,\"new\":%s}}"
                .formatted(TestServers.declaration("pages"), TestServers.declaration("stateless"));

        assertThat(run(file)).isZero();

        assertThat(lines())
                .satisfiesExactly(
                        old -> assertThat(old)
                                .startsWith(
                                        "{\"server\":\"old\",\"state\":\"ready\",\"protocol\":\"2025-06-18\",\"tools\":2,")
                                .contains("\"rejected_tools\":[\"bad name: name must be", "\"ping_milliseconds\":")
                                .containsPattern("\"start_milliseconds\":[1-9]"),
                        stateless -> assertThat(stateless)
                                .startsWith("{\"server\":\"new\",\"state\":\"ready\",\"protocol\":\"2026-07-28\""));
    }

    @Test
    void namesProblemAndRemedy() throws IOException, InterruptedException {
        var file = """
                {"mcpServers":{"token":{"command":"java","env":{"KEY":"${env:SOME_TOKEN}"}},
                               "shell":{"command":"bash"},
                               "program":{"command":"no-such-program"}}}""";

        assertThat(run(file)).isZero();

        assertThat(lines())
                .satisfiesExactly(
                        token -> assertThat(token).contains("\"not-configured\"", "SOME_TOKEN"),
                        shell -> assertThat(shell).contains("\"not-configured\"", "is a shell"),
                        program -> assertThat(program)
                                .contains("\"failed\"", "no-such-program is not installed. Install no-such-program"));
    }

    @Test
    void quotesStandardError() throws IOException, InterruptedException {
        assertThat(run("{\"mcpServers\":{\"one\":%s}}".formatted(TestServers.declaration("exit-at-init"))))
                .isZero();

        assertThat(lines()).singleElement().asString().contains("\"failed\"", "no licence key");
    }

    @Test
    void testsOnlyNamedServers() throws IOException, InterruptedException {
        var file = "{\"mcpServers\":{\"one\":%s,\"two\":%s}}"
                .formatted(TestServers.declaration("stateless"), TestServers.declaration("stateless"));

        assertThat(run(file, "two")).isZero();

        assertThat(lines()).singleElement().asString().startsWith("{\"server\":\"two\"");
    }

    @Test
    void checksDeclarationsOnlyWithNoStart() throws IOException, InterruptedException {
        var file = "{\"mcpServers\":{\"one\":{\"command\":\"no-such-program\"},\"two\":{\"url\":\"${env:NO_URL}\"}}}";

        assertThat(run(file, McpServerTestProgram.NO_START)).isZero();

        assertThat(lines())
                .containsExactly(
                        "{\"server\":\"one\",\"state\":\"declared\"}",
                        "{\"server\":\"two\",\"state\":\"not-configured\",\"reason\":\"Server two requires the environment"
                                + " variable NO_URL. Set it and restart agent-adapters.\"}");
    }

    @Test
    void rejectsUndeclaredNamesAndInvalidFiles() throws IOException, InterruptedException {
        assertThat(run("{\"mcpServers\":{\"one\":{\"command\":\"java\"}}}", "none"))
                .isEqualTo(2);
        assertThat(run("[")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        name -> assertThat(name).contains("MCP server none is not declared", "mcp.json: one"),
                        text -> assertThat(text).contains("mcp.json: invalid JSON"));
        assertThat(lines()).isEmpty();
    }
}
