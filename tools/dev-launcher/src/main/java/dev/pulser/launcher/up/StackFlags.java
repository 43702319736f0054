// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.project.PostgresUrl;
import dev.pulser.launcher.stack.StackOptions;
import dev.pulser.launcher.stack.StackPorts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say what to run and where. */
final class StackFlags {

    @Option(names = "--port", paramLabel = "PORT", description = "Of the REST API (default: ${DEFAULT-VALUE}).")
    private int rest = StackPorts.DEFAULT.rest();

    @Option(names = "--routing-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int routing = StackPorts.DEFAULT.routing();

    @Option(names = "--adapters-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int adapters = StackPorts.DEFAULT.adapters();

    @Option(names = "--telemetry-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int telemetry = StackPorts.DEFAULT.telemetry();

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int kafkaPort = StackPorts.DEFAULT.kafka();

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int postgresPort = StackPorts.DEFAULT.postgres();

    @Option(names = "--redis-port", paramLabel = "PORT", description = "Default: ${DEFAULT-VALUE}.")
    private int redisPort = StackPorts.DEFAULT.redis();

    @Option(names = "--data", paramLabel = "DIR", description = "Keep the data there (default: ~/.pulser/data).")
    private @Nullable Path data;

    @Option(names = "--ephemeral", description = "Start empty, and keep nothing.")
    private boolean ephemeral;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            description = "1 or 3 embedded brokers, on the ports from --kafka-port on (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Use this Kafka instead of an embedded one.")
    private @Nullable String kafka;

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = "Use this database instead: postgresql://user:password@host:5432/database.")
    private @Nullable String postgres;

    @Option(names = "--redis", paramLabel = "URL", description = "Use this Redis instead: redis://host:port.")
    private @Nullable String redis;

    StackOptions options(Path home) {
        if (ephemeral && data != null) {
            throw new UsageFailure("--ephemeral keeps nothing, --data DIR keeps everything: give one of them");
        }
        if (brokers != 1 && brokers != 3) {
            throw new UsageFailure("--brokers takes 1 or 3, not %d".formatted(brokers));
        }
        if (brokers > 1 && kafka != null) {
            throw new UsageFailure("--brokers is for the embedded Kafka, --kafka for another: give one of them");
        }
        requirePorts();
        var folder = ephemeral ? home.resolve("ephemeral").resolve(Integer.toString(rest)) : home.resolve("data");
        return new StackOptions(
                new StackPorts(rest, routing, adapters, telemetry, kafkaPort, postgresPort, redisPort),
                home,
                (data == null ? folder : data).toAbsolutePath().normalize(),
                ephemeral,
                moreBrokers(),
                checked("--kafka", kafka, "[^\\s/:]+:[0-9]+(,[^\\s/:]+:[0-9]+)*", "host:port"),
                Optional.ofNullable(postgres).map(PostgresUrl::parse),
                checked("--redis", redis, "rediss?://\\S+", "redis://host:port"),
                Map.of());
    }

    private List<Integer> moreBrokers() {
        return IntStream.range(1, brokers)
                .map(number -> kafkaPort + number)
                .boxed()
                .toList();
    }

    private void requirePorts() {
        var flags = new LinkedHashMap<String, Integer>();
        flags.put("--port", rest);
        flags.put("--routing-port", routing);
        flags.put("--adapters-port", adapters);
        flags.put("--telemetry-port", telemetry);
        flags.put("--kafka-port", kafkaPort);
        moreBrokers().forEach(port -> flags.put("--kafka-port + " + (port - kafkaPort), port));
        flags.put("--postgres-port", postgresPort);
        flags.put("--redis-port", redisPort);
        var owners = new HashMap<Integer, String>();
        flags.forEach((flag, port) -> {
            if (port < 1 || port > 65_535) {
                throw new UsageFailure("%s takes a port from 1 to 65535, not %d".formatted(flag, port));
            }
            var other = owners.put(port, flag);
            if (other != null) {
                throw new UsageFailure("%s and %s are both %d: choose two ports".formatted(other, flag, port));
            }
        });
    }

    private static Optional<String> checked(String flag, @Nullable String text, String pattern, String form) {
        if (text != null && !text.matches(pattern)) {
            throw new UsageFailure("%s takes %s".formatted(flag, form));
        }
        return Optional.ofNullable(text);
    }
}
