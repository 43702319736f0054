// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.policy;

import java.util.Map;

/** Policies of all servers by name. */
public record ServerPolicies(Map<String, ServerPolicy> byServer) {

    public static final ServerPolicies DEFAULT = new ServerPolicies(Map.of());

    public ServerPolicies {
        byServer = Map.copyOf(byServer);
    }

    /** Returns the policy of a server; the default policy if none is declared. */
    public ServerPolicy of(String server) {
        return byServer.getOrDefault(server, ServerPolicy.DEFAULT);
    }
}
