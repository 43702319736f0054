// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.terms;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of tools, by a pattern in which {@code *} stands for any letters or none; everything else for itself.
 *
 * @param pattern 1 to 128 of {@code A-Z a-z 0-9 . _ - *}
 */
public record ToolNames(String pattern) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.*-]{1,128}");

    public ToolNames {
        if (!FORM.matcher(pattern).matches()) {
            throw new IllegalArgumentException(
                    "a pattern for tools is 1 to 128 of A-Z, a-z, 0-9, dot, underscore, hyphen and *");
        }
    }

    public boolean match(String tool) {
        var letters = Stream.of(pattern.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return tool.matches(letters);
    }
}
