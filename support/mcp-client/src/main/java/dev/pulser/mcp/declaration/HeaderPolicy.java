// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.declaration;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules for the headers that a declaration may set. Headers of HTTP and MCP are reserved. */
final class HeaderPolicy {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,8192}");
    private static final Set<String> RESERVED = Set.of(
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

    private HeaderPolicy() {}

    /** Returns the first violation; empty if there is none. The message never contains a value, which may be a secret. */
    static Optional<String> violation(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(header -> violation(header.getKey(), header.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> violation(String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            return Optional.of("headers contains an invalid header name");
        }
        if (RESERVED.contains(lower) || lower.startsWith("mcp-")) {
            return Optional.of("headers.%s is reserved. Remove it".formatted(name));
        }
        return VALUE.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("headers.%s must be at most 8192 ASCII characters on one line".formatted(name));
    }
}
