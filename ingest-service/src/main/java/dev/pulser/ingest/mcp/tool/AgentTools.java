// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.ingest.agents.AgentListing;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Tools about agents. */
@Singleton
final class AgentTools {

    private final AgentListing listing;

    @Inject
    AgentTools(AgentListing listing) {
        this.listing = listing;
    }

    AgentListing.Agents list(ToolCall call) {
        requireNone(call);
        return listing.agents();
    }

    AgentListing.Queues queues(ToolCall call) {
        requireNone(call);
        return listing.queues(call.company());
    }

    private static void requireNone(ToolCall call) {
        call.arguments().asBody(List.of()).requireNoFaults();
    }
}
