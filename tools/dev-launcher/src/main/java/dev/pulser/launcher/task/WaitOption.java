// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.PulserClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --wait[=SECONDS]}: stay until the task has ended. */
final class WaitOption {

    /** As long as the server holds one request open. */
    private static final Duration ONE_REQUEST = Duration.ofSeconds(20);

    private static final Set<String> ENDED = Set.of("completed", "failed", "cancelled", "expired");

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = "60",
            paramLabel = "SECONDS",
            description =
                    "Wait until the task has ended, at most this long (default: 60). Exit code 1 unless it completed.")
    private @Nullable Integer seconds;

    /** How long to wait; empty: not at all. */
    Optional<Duration> limit() {
        if (seconds != null && (seconds < 1 || seconds > 86_400)) {
            throw new UsageFailure("--wait takes 1 to 86400 seconds");
        }
        return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }

    /** The task at its end, or as it is when the time is up. */
    static JsonNode await(PulserClient client, String id, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            var task = client.task(id, Optional.of(left.compareTo(ONE_REQUEST) < 0 ? left : ONE_REQUEST));
            if (hasEnded(task) || left.isZero()) {
                return task;
            }
        }
    }

    static boolean hasEnded(JsonNode task) {
        return ENDED.contains(task.path("status").asText());
    }

    static boolean hasCompleted(JsonNode task) {
        return task.path("status").asText().equals("completed");
    }
}
