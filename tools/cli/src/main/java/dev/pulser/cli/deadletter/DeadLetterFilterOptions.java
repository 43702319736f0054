// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Filters of dead letters: {@code --agent}, {@code --type}, {@code --code}, {@code --from}, {@code --to}. */
final class DeadLetterFilterOptions {

    @Option(names = "--agent", paramLabel = "NAME", description = "Name of the agent.")
    private @Nullable String agent;

    @Option(names = "--type", paramLabel = "TYPE", description = "Task type.")
    private @Nullable String type;

    @Option(names = "--code", paramLabel = "CODE", description = "Error code, such as timeout.")
    private @Nullable String code;

    @Option(names = "--from", paramLabel = "TIME", description = "Earliest time, such as 2026-01-31T08:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Latest time, exclusive.")
    private @Nullable String to;

    boolean isEmpty() {
        return values().isEmpty();
    }

    /** Adds the filters to a query of the REST API, and returns it. */
    QueryParameters addTo(QueryParameters query) {
        values().forEach(query::with);
        return query;
    }

    /** Adds the filters to the body of a request. */
    void addTo(ObjectNode body) {
        values().forEach(body::put);
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        put(values, "agent", agent);
        put(values, "type", type);
        put(values, "code", code);
        put(values, "from", from);
        put(values, "to", to);
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
