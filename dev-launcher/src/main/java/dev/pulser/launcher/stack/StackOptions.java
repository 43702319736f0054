// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the user wants to run.
 *
 * @param home      Pulser's own folder: unpacked programs, what is running
 * @param data      records, rows, logs and secrets of this stack
 * @param ephemeral delete {@code data} at the end
 * @param kafka     bootstrap servers of the user's own Kafka instead of the embedded one
 * @param postgres  the user's own database; its role must be allowed to make roles
 * @param redis     {@code redis://host:port} of the user's own Redis
 * @param settings  environment of every service, stronger than what the launcher gives it
 */
public record StackOptions(
        StackPorts ports,
        Path home,
        Path data,
        boolean ephemeral,
        Optional<String> kafka,
        Optional<PostgresAccount> postgres,
        Optional<String> redis,
        Map<String, String> settings) {

    public StackOptions {
        settings = Map.copyOf(settings);
    }

    /** Services as they are. */
    public StackOptions(
            StackPorts ports,
            Path home,
            Path data,
            boolean ephemeral,
            Optional<String> kafka,
            Optional<PostgresAccount> postgres,
            Optional<String> redis) {
        this(ports, home, data, ephemeral, kafka, postgres, redis, Map.of());
    }

    /** {@code PULSER_HOME}, or {@code .pulser} in the user's home folder. */
    public static Path defaultHome() {
        return Optional.ofNullable(System.getenv("PULSER_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".pulser"))
                .toAbsolutePath();
    }

    /** Everything embedded, for tests. */
    public static StackOptions embedded(StackPorts ports, Path home, Path data) {
        return new StackOptions(ports, home, data, false, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
