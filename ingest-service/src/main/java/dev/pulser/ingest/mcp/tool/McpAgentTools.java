// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.ingest.agents.AgentListing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** MCP tools for agents and queues. */
@Singleton
final class McpAgentTools {

    private final AgentListing listing;

    @Inject
    McpAgentTools(AgentListing listing) {
        this.listing = listing;
    }

    AgentListing.AgentList list(McpToolCall call) {
        requireNone(call);
        return listing.agents();
    }

    AgentListing.QueueList queues(McpToolCall call) {
        requireNone(call);
        return listing.queues(call.company());
    }

    private static void requireNone(McpToolCall call) {
        call.arguments().asBody(List.of()).requireValid();
    }
}
