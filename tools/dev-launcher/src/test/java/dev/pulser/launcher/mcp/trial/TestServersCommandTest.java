// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.launcher.cli.Captured;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.project.ProjectHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestServersCommandTest {

    private static final String READY =
            "{\"server\":\"toolbox\",\"state\":\"ready\",\"protocol\":\"2026-07-28\",\"tools\":19,\"refused_tools\":[],"
                    + "\"start_milliseconds\":431,\"ping_milliseconds\":2}";
    private static final String MISSING =
            "{\"server\":\"github\",\"state\":\"not-configured\",\"reason\":\"it needs TOKEN\"}";
    private static final String FAILED =
            "{\"server\":\"docker\",\"state\":\"failed\",\"start_milliseconds\":90,\"reason\":\"it cannot be\\nrun\"}";

    @Test
    void showsWhatCameOfEach() {
        var results = ServerTrials.answers(0, String.join("\n", READY, MISSING, FAILED), "");

        assertThat(TestServersCommand.table(results).lines(Captured.pipe().console()))
                .containsExactly(
                        "SERVER   STATE           PROTOCOL    TOOLS  START   PING  REASON",
                        "toolbox  ready           2026-07-28  19     431 ms  2 ms",
                        "github   not-configured                                   it needs TOKEN",
                        "docker   failed                             90 ms         it cannot be run");
    }

    @Test
    void failsWhereAServerFailsThatIsConfiguredOrANamedOneIsNot() {
        assertThat(TestServersCommand.code(ServerTrials.answers(0, READY + '\n' + MISSING, ""), false))
                .isZero();
        assertThat(TestServersCommand.code(ServerTrials.answers(0, MISSING, ""), true))
                .isOne();
        assertThat(TestServersCommand.code(ServerTrials.answers(0, READY + '\n' + FAILED, ""), false))
                .isOne();
    }

    @Test
    void repeatsWhatIsWrongWithTheFileAndNotWhatTheJvmSays() {
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> ServerTrials.answers(2, "", "WARNING: x\nmcp.json: it is not JSON\n"))
                .withMessage("mcp.json: it is not JSON");
        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> ServerTrials.answers(1, "", "Error: no such class\nmore"))
                .withMessageContaining("ended with 1: Error: no such class");
    }

    @Test
    void saysWhereThereIsNothingToTryServersWith(@TempDir Path folder) {
        var trials = new ServerTrials(new ProjectHome(folder), Optional.empty());

        assertThatExceptionOfType(LaunchFailure.class)
                .isThrownBy(() -> trials.run(List.of(), Duration.ofSeconds(1)))
                .withMessageContaining("./pulser up builds it");
    }
}
