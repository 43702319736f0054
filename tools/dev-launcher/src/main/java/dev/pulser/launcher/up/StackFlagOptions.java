// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.cli.console.UsageException;
import dev.pulser.launcher.options.ExternalServers;
import dev.pulser.launcher.options.PostgresUrl;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code up}: ports, data folder, brokers and external servers. */
final class StackFlagOptions {

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the REST API (default: ${DEFAULT-VALUE}).")
    private int rest = StackPorts.DEFAULT.rest();

    @Option(
            names = "--routing-port",
            paramLabel = "PORT",
            description = "Port of routing-streams (default: ${DEFAULT-VALUE}).")
    private int routing = StackPorts.DEFAULT.routing();

    @Option(
            names = "--adapters-port",
            paramLabel = "PORT",
            description = "Port of agent-adapters (default: ${DEFAULT-VALUE}).")
    private int adapters = StackPorts.DEFAULT.adapters();

    @Option(
            names = "--telemetry-port",
            paramLabel = "PORT",
            description = "Port of telemetry-streams (default: ${DEFAULT-VALUE}).")
    private int telemetry = StackPorts.DEFAULT.telemetry();

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Port of Kafka (default: ${DEFAULT-VALUE}).")
    private int kafkaPort = StackPorts.DEFAULT.kafka();

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            description = "Port of PostgreSQL (default: ${DEFAULT-VALUE}).")
    private int postgresPort = StackPorts.DEFAULT.postgres();

    @Option(names = "--redis-port", paramLabel = "PORT", description = "Port of Redis (default: ${DEFAULT-VALUE}).")
    private int redisPort = StackPorts.DEFAULT.redis();

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: ~/.pulser/data).")
    private @Nullable Path data;

    @Option(names = "--ephemeral", description = "Start without data, and delete the data at the end.")
    private boolean ephemeral;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            description = "Number of embedded brokers, 1 or 3, on consecutive ports (default: ${DEFAULT-VALUE}).")
    private int brokers = 1;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka cluster instead of an embedded one.")
    private @Nullable String kafka;

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description =
                    "Use this database instead of an embedded one: postgresql://user:password@host:5432/database.")
    private @Nullable String postgres;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "Use this Redis instead of an embedded one: redis://host:port.")
    private @Nullable String redis;

    StackOptions options(Path home) {
        if (ephemeral && data != null) {
            throw new UsageException("--ephemeral and --data cannot be combined: an ephemeral stack deletes its data.");
        }
        if (brokers != 1 && brokers != 3) {
            throw new UsageException("Invalid value %d for --brokers. Use 1 or 3.".formatted(brokers));
        }
        if (brokers > 1 && kafka != null) {
            throw new UsageException(
                    "--brokers and --kafka cannot be combined: --brokers sets the number of embedded brokers.");
        }
        requirePorts();
        var folder = ephemeral ? home.resolve("ephemeral").resolve(Integer.toString(rest)) : home.resolve("data");
        return new StackOptions(
                new StackPorts(rest, routing, adapters, telemetry, kafkaPort, postgresPort, redisPort),
                new StackStorage(
                        home, (data == null ? folder : data).toAbsolutePath().normalize(), ephemeral),
                new ExternalServers(
                        checked("--kafka", kafka, "[^\\s/:]+:[0-9]+(,[^\\s/:]+:[0-9]+)*", "host:port"),
                        Optional.ofNullable(postgres).map(PostgresUrl::parse),
                        checked("--redis", redis, "rediss?://\\S+", "redis://host:port")),
                additionalBrokers(),
                Map.of());
    }

    private List<Integer> additionalBrokers() {
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
        additionalBrokers().forEach(port -> flags.put("--kafka-port + " + (port - kafkaPort), port));
        flags.put("--postgres-port", postgresPort);
        flags.put("--redis-port", redisPort);
        var owners = new HashMap<Integer, String>();
        flags.forEach((flag, port) -> {
            if (port < 1 || port > 65_535) {
                throw new UsageException(
                        "Invalid value %2$d for %1$s. Use a port from 1 to 65535.".formatted(flag, port));
            }
            var other = owners.put(port, flag);
            if (other != null) {
                throw new UsageException("%s and %s are both %d. Use different ports.".formatted(other, flag, port));
            }
        });
    }

    private static Optional<String> checked(String flag, @Nullable String text, String pattern, String form) {
        if (text != null && !text.matches(pattern)) {
            throw new UsageException("Invalid value for %s. Use the form %s.".formatted(flag, form));
        }
        return Optional.ofNullable(text);
    }
}
