// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.history;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One line of a history.
 *
 * @param op    the same for an operation's invocation and its completion
 * @param client who asked; one client does one thing at a time
 * @param kind  what was asked, such as {@code submit-rest}
 */
public record Entry(Moment at, Phase phase, long op, int client, String kind, Map<String, String> facts) {

    public Entry {
        facts = Map.copyOf(facts);
    }

    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** In the order of the alphabet, so that equal entries are equal lines. */
    Map<String, String> sortedFacts() {
        return new TreeMap<>(facts);
    }
}
