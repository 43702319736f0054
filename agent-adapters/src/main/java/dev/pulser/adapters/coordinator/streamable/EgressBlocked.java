// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import java.io.IOException;

/** Nothing was sent: the address, or one that its name stands for, may not be connected to. */
final class EgressBlocked extends IOException {

    private static final long serialVersionUID = 1L;

    EgressBlocked(String reason) {
        super("EGRESS_BLOCKED: " + reason);
    }
}
