// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import org.jspecify.annotations.Nullable;

/**
 * A tool with what may be called of it.
 *
 * @param offer    as its server describes it now
 * @param approval null where nothing of it was ever approved
 * @param approved the offer that was approved; null where this instance has not seen it
 */
record KnownTool(
        ToolOffer offer,
        @Nullable ToolApproval approval,
        @Nullable ToolOffer approved) {

    ToolRef ref() {
        return offer.ref();
    }

    ToolState state() {
        return ToolState.of(offer, approval);
    }

    /** The same as its server describes it from now on. */
    KnownTool offering(ToolOffer next) {
        return new KnownTool(next, approval, remembered(next, approval));
    }

    KnownTool approving(@Nullable ToolApproval next) {
        return new KnownTool(offer, next, remembered(offer, next));
    }

    private @Nullable ToolOffer remembered(ToolOffer next, @Nullable ToolApproval decided) {
        if (decided == null) {
            return null;
        }
        if (decided.hash().equals(next.hash())) {
            return next;
        }
        if (decided.hash().equals(offer.hash())) {
            return offer;
        }
        return approved != null && decided.hash().equals(approved.hash()) ? approved : null;
    }
}
