// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.declared;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers an entry may send: its own, none that the protocol or HTTP itself needs. */
final class HeaderRules {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,8192}");
    private static final Set<String> TAKEN = Set.of(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "last-event-id",
            "origin",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HeaderRules() {}

    /** What is wrong with the first that is; never shows a value, which may be a secret. */
    static Optional<String> refusal(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(header -> refusal(header.getKey(), header.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> refusal(String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            return Optional.of("a name in headers is none of a header");
        }
        if (TAKEN.contains(lower) || lower.startsWith("mcp-")) {
            return Optional.of("headers.%s is set by the protocol".formatted(name));
        }
        return VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("the value of headers.%s is not plain ASCII in one line of at most 8192 characters"
                        .formatted(name));
    }
}
