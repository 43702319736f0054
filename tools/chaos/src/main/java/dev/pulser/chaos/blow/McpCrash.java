// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import dev.pulser.chaos.agent.McpServer;
import dev.pulser.chaos.fault.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * kill -9 of the MCP server in the middle of its calls.
 *
 * @param journals where it says who it is
 */
public record McpCrash(Path journals) {

    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
    private static final long NOBODY = -1;

    public Proof deal() throws InterruptedException {
        long before = server();
        // The number may have been given to someone else since: look at what it is before ending it.
        var server = ProcessHandle.of(before)
                .filter(process -> process.info().commandLine().orElse("").contains(McpServer.class.getName()));
        if (server.isEmpty()) {
            return new Proof(false, "process %d is no MCP server".formatted(before));
        }
        server.get().destroyForcibly();
        boolean gone = Await.until(GONE_WITHIN, () -> Signals.isGone(before));
        boolean again = Await.until(BACK_WITHIN, () -> server() != before);
        return new Proof(
                gone && again,
                "process %d %s, %s"
                        .formatted(
                                before,
                                gone ? "gone" : "still there",
                                again ? "process %d came after it".formatted(server()) : "nobody came after it"));
    }

    private long server() {
        try {
            return Long.parseLong(
                    Files.readString(journals.resolve(McpServer.PID_FILE)).strip());
        } catch (IOException | NumberFormatException e) {
            return NOBODY;
        }
    }
}
