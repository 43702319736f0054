// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.console.CapturedConsole;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.running.RunningStack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WelcomeMessageTest {

    private final CapturedConsole captured = CapturedConsole.pipe();

    private String welcomeOn(int port) {
        var running = new RunningStack(1, Instant.EPOCH, port, "127.0.0.1:19092", "/data", false, List.of());
        new WelcomeMessage(running, new ProjectLayout(Path.of("/pulser"))).print(captured.console());
        return captured.out();
    }

    @Test
    void printsCommandsThatCanBeCopied() {
        assertThat(welcomeOn(8000)).contains("  /pulser/pulser agents health\n", "  /pulser/pulser mcp list\n");
    }

    @Test
    void addsTheUrlOfAStackOnAnotherPort() {
        assertThat(welcomeOn(8100)).contains("/pulser/pulser mcp list --url http://127.0.0.1:8100\n");
    }
}
