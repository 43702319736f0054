// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.declaration;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replacement of {@code ${env:NAME}} and {@code ${env:NAME:-default}} by environment variables. Collects the names of variables
 * that are not set and have no default. Not thread-safe.
 */
final class EnvironmentPlaceholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Function<String, @Nullable String> environment;
    private final Set<String> missing = new TreeSet<>();

    EnvironmentPlaceholders(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    String replace(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            var value = environment.apply(match.group(1));
            var defaultValue = match.group(2);
            if (value == null && defaultValue == null) {
                missing.add(match.group(1));
                return "";
            }
            return Matcher.quoteReplacement(value == null ? defaultValue : value);
        });
    }

    /** Returns the missing variables, sorted by name. */
    Set<String> missing() {
        return missing;
    }
}
