// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Entry of a history.
 *
 * @param op     number of the operation, the same for its invocation and completion
 * @param client number of the client, which has at most one open operation
 * @param kind   kind of operation, such as {@code submit}
 */
public record HistoryEntry(
        Moment at, OperationPhase phase, long op, int client, String kind, Map<String, String> facts) {

    public HistoryEntry {
        facts = Map.copyOf(facts);
    }

    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** Returns the facts in alphabetical order, so that equal entries give equal lines. */
    Map<String, String> sortedFacts() {
        return new TreeMap<>(facts);
    }
}
