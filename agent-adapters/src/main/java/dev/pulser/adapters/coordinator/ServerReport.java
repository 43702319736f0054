// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.rpc.Traffic;
import dev.pulser.adapters.coordinator.tools.RefusedTool;
import java.util.List;

/**
 * How a server is at one moment.
 *
 * @param transport {@code stdio}, {@code http}, or {@code unknown} where it is not configured
 * @param tools     that can be called, as far as its list goes
 * @param starts    of its process or session, since the adapters started
 */
public record ServerReport(
        ServerState state, String transport, int tools, List<RefusedTool> refused, int starts, Traffic.Counts counts) {

    public ServerReport {
        refused = List.copyOf(refused);
    }
}
