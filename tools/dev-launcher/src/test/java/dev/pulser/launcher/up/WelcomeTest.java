// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.launcher.cli.Captured;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.running.RunningStack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    private final Captured captured = Captured.pipe();

    private String welcomeOn(int port) {
        var running = new RunningStack(1, Instant.EPOCH, port, "127.0.0.1:19092", "/data", false, List.of());
        new Welcome(running, new ProjectHome(Path.of("/pulser"))).print(captured.console());
        return captured.out();
    }

    @Test
    void namesCommandsThatWorkAsTheyStand() {
        assertThat(welcomeOn(8000)).contains("  /pulser/pulser agents health\n", "  /pulser/pulser mcp list\n");
    }

    @Test
    void saysWhereAStackOnAnotherPortIs() {
        assertThat(welcomeOn(8100)).contains("/pulser/pulser mcp list --url http://127.0.0.1:8100\n");
    }
}
