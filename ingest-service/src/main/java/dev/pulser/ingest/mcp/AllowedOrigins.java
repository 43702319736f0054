// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Origins whose web pages may call the MCP endpoint. Protects a local server from DNS rebinding, in which a malicious page
 * resolves its own name to this machine.
 */
final class AllowedOrigins {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private final Set<String> known;

    /**
     * Creates the allow-list.
     *
     * @param known origins besides those of this machine; {@code *} for all
     */
    AllowedOrigins(Set<String> known) {
        this.known = Set.copyOf(known);
    }

    /**
     * Returns true when all origins are allowed.
     *
     * @param origins all {@code Origin} headers; empty for clients that are not browsers
     */
    boolean areAllowed(List<String> origins) {
        return known.contains("*")
                || origins.stream()
                        .allMatch(origin -> known.contains(origin)
                                || THIS_MACHINE.matcher(origin).matches());
    }
}
