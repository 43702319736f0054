// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.terms;

import java.util.Map;

/** How each server may be used, by its name. */
public record Terms(Map<String, ServerTerms> byServer) {

    public static final Terms NONE = new Terms(Map.of());

    public Terms {
        byServer = Map.copyOf(byServer);
    }

    public ServerTerms of(String server) {
        return byServer.getOrDefault(server, ServerTerms.NONE);
    }
}
