// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Short chaos run: each service, the broker and Redis are killed, the MCP server crashes, and invalid records are sent,
 * while agents fail and hang as their tasks request.
 */
class ChaosIT {

    private static final String FAULTS =
            "kill-ingest,kill-routing,kill-adapters,kill-telemetry,kill-broker,kill-redis,crash-mcp-server,poison";

    @TempDir
    private Path folder;

    @Test
    void keepsAllGuaranteesDuringFaults() throws IOException {
        // Random seed, which the report contains; -Dpulser.test.seed sets it.
        var seed = Long.getLong("pulser.test.seed", ThreadLocalRandom.current().nextLong(1, 1_000_000));
        var verdict = folder.resolve("verdict.json");
        var output = new ByteArrayOutputStream();
        var out = new PrintStream(output, true, StandardCharsets.UTF_8);

        int code = new CommandLine(new ChaosCommand(new Console(out, out, false, false)))
                .execute(
                        "--seed",
                        Long.toString(seed),
                        "--minutes",
                        "1.5",
                        "--rate",
                        "40",
                        "--faults",
                        FAULTS,
                        "--json",
                        verdict.toString(),
                        "--keep",
                        folder.resolve("kept").toString());

        assertThat(code).as(output.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(new ObjectMapper().readTree(verdict.toFile()).path("outcome").asText())
                .isEqualTo("PASSED");
    }
}
