// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import dev.pulser.mcp.rpc.MessageCounters;
import dev.pulser.mcp.tools.RejectedTool;
import java.util.List;

/**
 * State and counters of a server at one moment.
 *
 * @param transport {@code stdio}, {@code http}, or {@code unknown} if the server is not configured
 * @param tools     number of usable tools in its last tool list
 * @param starts    number of processes or sessions started since start-up
 */
public record ServerSnapshot(
        ServerState state,
        String transport,
        int tools,
        List<RejectedTool> rejectedTools,
        int starts,
        MessageCounters.Counts counts) {

    public ServerSnapshot {
        rejectedTools = List.copyOf(rejectedTools);
    }
}
