// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.deadletter.DeadLetterListing;
import dev.pulser.ingest.deadletter.DeadLetterPage;
import dev.pulser.ingest.deadletter.resolution.DeadLetterReplayer;
import dev.pulser.ingest.deadletter.resolution.ReplayReceipt;
import dev.pulser.ingest.status.TaskProblems;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** MCP tools for dead letters. */
@Singleton
final class McpDeadLetterTools {

    private final DeadLetterListing listing;
    private final DeadLetterReplayer replayer;

    @Inject
    McpDeadLetterTools(DeadLetterListing listing, DeadLetterReplayer replayer) {
        this.listing = listing;
        this.replayer = replayer;
    }

    DeadLetterPage list(McpToolCall call) {
        return listing.page(call.company(), call.arguments().asQuery());
    }

    ReplayReceipt replay(McpToolCall call) {
        var body = call.arguments().asBody(AuditInfo.fields("task_id"));
        var id = McpToolArguments.taskId(body);
        var audit = AuditInfo.of(body);
        body.requireValid();
        return replayer.replay(call.company(), TaskProblems.parseTaskId(id), audit);
    }
}
