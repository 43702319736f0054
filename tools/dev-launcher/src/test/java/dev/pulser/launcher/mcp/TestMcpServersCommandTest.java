// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.cli.console.CapturedConsole;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.project.ProjectLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestMcpServersCommandTest {

    private static final String READY =
            "{\"server\":\"toolbox\",\"state\":\"ready\",\"protocol\":\"2026-07-28\",\"tools\":19,\"rejected_tools\":[],"
                    + "\"start_milliseconds\":431,\"ping_milliseconds\":2}";
    private static final String MISSING =
            "{\"server\":\"github\",\"state\":\"not-configured\",\"reason\":\"it needs TOKEN\"}";
    private static final String FAILED =
            "{\"server\":\"docker\",\"state\":\"failed\",\"start_milliseconds\":90,\"reason\":\"it cannot be\\nrun\"}";

    @Test
    void printsTheResultOfEachServer() {
        var results = McpServerTester.results(0, String.join("\n", READY, MISSING, FAILED), "");

        assertThat(TestMcpServersCommand.table(results)
                        .lines(CapturedConsole.pipe().console()))
                .containsExactly(
                        "SERVER   STATE           PROTOCOL    TOOLS  START   PING  REASON",
                        "toolbox  ready           2026-07-28  19     431 ms  2 ms",
                        "github   not-configured                                   it needs TOKEN",
                        "docker   failed                             90 ms         it cannot be run");
    }

    @Test
    void failsForAFailedServerAndForANamedServerThatIsNotConfigured() {
        assertThat(TestMcpServersCommand.code(McpServerTester.results(0, READY + '\n' + MISSING, ""), false))
                .isZero();
        assertThat(TestMcpServersCommand.code(McpServerTester.results(0, MISSING, ""), true))
                .isOne();
        assertThat(TestMcpServersCommand.code(McpServerTester.results(0, READY + '\n' + FAILED, ""), false))
                .isOne();
    }

    @Test
    void repeatsTheErrorButNotTheWarningsOfTheJvm() {
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> McpServerTester.results(2, "", "WARNING: x\nmcp.json: it is not JSON\n"))
                .withMessage("mcp.json: it is not JSON");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> McpServerTester.results(1, "", "Error: no such class\nmore"))
                .withMessageContaining("failed with exit code 1: Error: no such class");
    }

    @Test
    void reportsThatAgentAdaptersIsNotBuilt(@TempDir Path folder) {
        var tester = new McpServerTester(new ProjectLayout(folder), Optional.empty());

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> tester.test(List.of(), Duration.ofSeconds(1)))
                .withMessageContaining("Run ./pulser up to build it.");
    }
}
