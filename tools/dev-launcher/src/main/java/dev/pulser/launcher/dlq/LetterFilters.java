// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters: {@code --agent}, {@code --type}, {@code --code}, {@code --from}, {@code --to}. */
final class LetterFilters {

    @Option(names = "--agent", paramLabel = "NAME", description = "Only this agent's.")
    private @Nullable String agent;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only tasks of this type.")
    private @Nullable String type;

    @Option(names = "--code", paramLabel = "CODE", description = "Only those that went wrong like this.")
    private @Nullable String code;

    @Option(names = "--from", paramLabel = "TIME", description = "Written at or after, such as 2026-01-31T08:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Written before.")
    private @Nullable String to;

    /** Those that are given, by the names of the REST API. */
    Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        put(given, "agent", agent);
        put(given, "type", type);
        put(given, "code", code);
        put(given, "from", from);
        put(given, "to", to);
        return given;
    }

    void into(ObjectNode body) {
        given().forEach(body::put);
    }

    private static void put(Map<String, String> given, String name, @Nullable String value) {
        if (value != null) {
            given.put(name, value);
        }
    }
}
