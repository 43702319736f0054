// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.UsageException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Option {@code --wait[=SECONDS]}: waits until the task has ended. */
final class WaitOption {

    /** Longest time that the server waits in one request. */
    private static final Duration MAX_REQUEST = Duration.ofSeconds(20);

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = "60",
            paramLabel = "SECONDS",
            description =
                    "Wait until the task has ended, at most this long (default: 60). The exit code is 1 unless it completed.")
    private @Nullable Integer seconds;

    /** Returns the time to wait; empty without the option. */
    Optional<Duration> limit() {
        if (seconds != null && (seconds < 1 || seconds > 86_400)) {
            throw new UsageException("Invalid value for --wait: %d. Use 1 to 86400 seconds.".formatted(seconds));
        }
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }

    /** Waits until a task has ended or the time is over, and returns it. */
    static JsonNode await(PulserClient client, String id, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var remaining = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            var task = client.task(id, Optional.of(remaining.compareTo(MAX_REQUEST) < 0 ? remaining : MAX_REQUEST));
            if (TerminalStatus.hasEnded(task) || remaining.isZero()) {
                return task;
            }
        }
    }
}
