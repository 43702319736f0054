// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import dev.pulser.cli.console.UsageException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of topics in the environment; the services read the same variables.
 *
 * @param environment as {@link System#getenv()} returns it
 */
public record TopicSettings(Map<String, String> environment) {

    /** Variable with the replication factor of the topics. */
    public static final String REPLICATION = "PULSER_TOPICS_REPLICATION";

    private static final String PARTITIONS = "PULSER_TOPICS_PARTITIONS";

    /** Returns the settings of this process. */
    public static TopicSettings ofProcess() {
        return new TopicSettings(System.getenv());
    }

    /** Returns the partitions of the co-partitioned topics, {@code PULSER_TOPICS_PARTITIONS}; 4 by default. */
    public int partitions() {
        return number(PARTITIONS, 4);
    }

    /** Returns the replication factor, {@value #REPLICATION}; 1 by default, at most the number of brokers. */
    public int replication() {
        return number(REPLICATION, 1);
    }

    /** Returns {@code PULSER_SCHEMA_REGISTRY_URL}; empty for the built-in schema ids. */
    public Optional<URI> schemaRegistry() {
        return text("PULSER_SCHEMA_REGISTRY_URL").map(URI::create);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private int number(String name, int defaultValue) {
        var text = text(name).orElse(Integer.toString(defaultValue));
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new UsageException(
                    "Invalid value \"%s\" for %s. Use a whole number from 1 to 9999.".formatted(text, name));
        }
        return Integer.parseInt(text);
    }
}
