// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose pages may call. A page of anybody's can have its own name resolve to this machine and then reach what listens on it
 * (DNS rebinding); its browser tells by the header {@code Origin} where the page is from.
 */
final class Origins {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private final Set<String> known;

    /** @param known beside the pages of this machine itself; {@code *} for all */
    Origins(Set<String> known) {
        this.known = Set.copyOf(known);
    }

    /** @param origins every {@code Origin} header; what is no page sends none */
    boolean mayCall(List<String> origins) {
        return known.contains("*")
                || origins.stream()
                        .allMatch(origin -> known.contains(origin)
                                || THIS_MACHINE.matcher(origin).matches());
    }
}
