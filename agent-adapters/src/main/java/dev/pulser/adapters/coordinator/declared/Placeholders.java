// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.declared;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts environment variables where a text says {@code ${env:NAME}}, or {@code ${env:NAME:-otherwise}}, and remembers those
 * that are not set and have nothing in their place.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Function<String, @Nullable String> environment;
    private final Set<String> missing = new TreeSet<>();

    Placeholders(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            var value = environment.apply(match.group(1));
            var otherwise = match.group(2);
            if (value == null && otherwise == null) {
                missing.add(match.group(1));
                return "";
            }
            return Matcher.quoteReplacement(value == null ? otherwise : value);
        });
    }

    /** In the order of their names. */
    Set<String> missing() {
        return missing;
    }
}
