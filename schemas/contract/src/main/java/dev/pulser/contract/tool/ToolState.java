// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a tool may be called. */
public enum ToolState {
    APPROVED,
    /** Its definition is not the one that was approved: it is not called until somebody approves it. */
    QUARANTINED,
    /** Its server does not list it any more. */
    GONE;

    public static ToolState of(ToolOffer offer, @Nullable ToolApproval approval) {
        if (!offer.offered()) {
            return GONE;
        }
        return approval != null && approval.hash().equals(offer.hash()) ? APPROVED : QUARANTINED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
