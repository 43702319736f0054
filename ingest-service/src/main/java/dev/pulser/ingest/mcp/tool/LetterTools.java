// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.letter.LetterListing;
import dev.pulser.ingest.letter.LetterPage;
import dev.pulser.ingest.letter.ReplayReceipt;
import dev.pulser.ingest.letter.Replays;
import dev.pulser.ingest.status.StatusProblems;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Tools about dead letters. */
@Singleton
final class LetterTools {

    private final LetterListing listing;
    private final Replays replays;

    @Inject
    LetterTools(LetterListing listing, Replays replays) {
        this.listing = listing;
        this.replays = replays;
    }

    LetterPage list(ToolCall call) {
        return listing.page(call.company(), call.arguments().asQuery());
    }

    ReplayReceipt replay(ToolCall call) {
        var body = call.arguments().asBody(Asked.fields("task_id"));
        var id = Arguments.taskId(body);
        var asked = Asked.of(body);
        body.requireNoFaults();
        return replays.replay(call.company(), StatusProblems.taskId(id), asked);
    }
}
