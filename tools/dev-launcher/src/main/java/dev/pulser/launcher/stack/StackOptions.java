// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user wants to run.
 *
 * @param home      Pulser's own folder: unpacked programs, what is running
 * @param data      records, rows, logs and secrets of this stack
 * @param ephemeral delete {@code data} at the end
 * @param moreBrokers ports of the second and third embedded broker; empty for one broker
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
        List<Integer> moreBrokers,
        Optional<String> kafka,
        Optional<PostgresAccount> postgres,
        Optional<String> redis,
        Map<String, String> settings) {

    public StackOptions {
        moreBrokers = List.copyOf(moreBrokers);
        settings = Map.copyOf(settings);
    }

    /** One broker, services as they are. */
    public StackOptions(
            StackPorts ports,
            Path home,
            Path data,
            boolean ephemeral,
            Optional<String> kafka,
            Optional<PostgresAccount> postgres,
            Optional<String> redis) {
        this(ports, home, data, ephemeral, List.of(), kafka, postgres, redis, Map.of());
    }

    /** Ports of the embedded brokers. */
    List<Integer> brokers() {
        var all = new ArrayList<Integer>();
        all.add(ports.kafka());
        all.addAll(moreBrokers);
        return all;
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
