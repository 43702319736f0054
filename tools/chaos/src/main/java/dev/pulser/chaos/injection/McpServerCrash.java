// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import dev.pulser.chaos.agent.ChaosMcpServer;
import dev.pulser.chaos.fault.FaultEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Kill of the MCP server during its calls.
 *
 * @param journals folder with the file of the server's process id
 */
public record McpServerCrash(Path journals) {

    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
    private static final long NONE = -1;

    public FaultEffect inject() throws InterruptedException {
        long before = server();
        // The process id may belong to another process by now.
        var server = ProcessHandle.of(before)
                .filter(process -> process.info().commandLine().orElse("").contains(ChaosMcpServer.class.getName()));
        if (server.isEmpty()) {
            return new FaultEffect(false, "process %d is not an MCP server".formatted(before));
        }
        server.get().destroyForcibly();
        boolean gone = Polling.until(GONE_WITHIN, () -> ProcessSignals.isGone(before));
        boolean again = Polling.until(BACK_WITHIN, () -> server() != before);
        return new FaultEffect(
                gone && again,
                "process %d %s, %s"
                        .formatted(
                                before,
                                gone ? "is gone" : "still runs",
                                again ? "replaced by process %d".formatted(server()) : "not replaced"));
    }

    private long server() {
        try {
            return Long.parseLong(
                    Files.readString(journals.resolve(ChaosMcpServer.PID_FILE)).strip());
        } catch (IOException | NumberFormatException e) {
            return NONE;
        }
    }
}
