// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.policy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pattern of tool names, in which {@code *} matches any number of characters.
 *
 * @param pattern 1 to 128 characters of {@code A-Z a-z 0-9 . _ - *}
 */
public record ToolNamePattern(String pattern) {

    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_.*-]{1,128}");

    public ToolNamePattern {
        if (!FORMAT.matcher(pattern).matches()) {
            throw new IllegalArgumentException(
                    "a pattern must have 1 to 128 characters of A-Z, a-z, 0-9, dot, underscore, hyphen and *");
        }
    }

    public boolean matches(String tool) {
        var regex = Stream.of(pattern.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return tool.matches(regex);
    }
}
