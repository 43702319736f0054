// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.project;

import dev.pulser.launcher.process.Compilers;
import dev.pulser.launcher.process.LaunchFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the launcher itself reads from the environment; the services read the same variables.
 *
 * @param environment as {@link System#getenv()} gives it
 */
public record LauncherSettings(Map<String, String> environment) {

    /** How many replicas the topics have. */
    public static final String REPLICATION = "PULSER_TOPICS_REPLICATION";

    /** {@code PULSER_TOPICS_PARTITIONS}: of the co-partitioned topics. */
    public int partitions() {
        return number("PULSER_TOPICS_PARTITIONS", 4);
    }

    /** {@value #REPLICATION}: at most the number of brokers. */
    public int replication() {
        return number(REPLICATION, 1);
    }

    /** {@code PULSER_SCHEMA_REGISTRY_URL}: empty means the built-in schema ids. */
    public Optional<URI> schemaRegistry() {
        return text("PULSER_SCHEMA_REGISTRY_URL").map(URI::create);
    }

    /** {@code PULSER_MCP_FILE}: empty means the one of the project. */
    public Optional<Path> mcpFile() {
        return text("PULSER_MCP_FILE").map(Path::of).map(Path::toAbsolutePath);
    }

    /** {@code PULSER_COMPILERS}: {@code quick} or {@code full}; by default what suits the machine. */
    public Compilers compilers() {
        return switch (text("PULSER_COMPILERS").orElse("")) {
            case "quick" -> Compilers.QUICK;
            case "full" -> Compilers.FULL;
            case "" -> Compilers.on(Runtime.getRuntime().availableProcessors());
            default ->
                throw new LaunchFailure("PULSER_COMPILERS is \"%s\", but must be quick or full"
                        .formatted(environment.get("PULSER_COMPILERS")));
        };
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private int number(String name, int otherwise) {
        var text = text(name).orElse(Integer.toString(otherwise));
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new LaunchFailure("%s is \"%s\", but must be a whole number from 1 to 9999".formatted(name, text));
        }
        return Integer.parseInt(text);
    }
}
