// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.tool;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a tool may be called, as far as it is known: its offer and its approval travel on two topics.
 *
 * @param hash     of the definition that is offered; null where only an approval is known
 * @param approved hash of the definition that is approved; null where none is
 */
record ToolView(
        ToolRef ref,
        @Nullable String hash,
        boolean offered,
        @Nullable Instant offeredAt,
        @Nullable String approved,
        @Nullable Instant approvedAt) {

    static ToolView unknown(ToolRef ref) {
        return new ToolView(ref, null, false, null, null, null);
    }

    /** None, or one that is older than the known one, changes nothing. */
    ToolView with(@Nullable ToolOffer offer) {
        return offer == null || isOlder(offer.at(), offeredAt)
                ? this
                : new ToolView(ref, offer.hash(), offer.offered(), offer.at(), approved, approvedAt);
    }

    /** None, or one that is older than the known one, changes nothing. */
    ToolView with(@Nullable ToolApproval approval) {
        return approval == null || isOlder(approval.at(), approvedAt)
                ? this
                : new ToolView(ref, hash, offered, offeredAt, approval.hash(), approval.at());
    }

    /**
     * Whether its definition is another than the approved one. A tool of which no approval is known is not: that of a new
     * tool is on its way, or nobody has ever approved it.
     */
    boolean isChanged() {
        return offered && hash != null && approved != null && !approved.equals(hash);
    }

    boolean isGone() {
        return hash != null && !offered;
    }

    private static boolean isOlder(Instant time, @Nullable Instant known) {
        return known != null && time.isBefore(known);
    }
}
