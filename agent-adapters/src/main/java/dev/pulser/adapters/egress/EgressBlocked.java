// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.egress;

/** An address that may not be connected to; the message is one sentence that says why and which setting allows it. */
public final class EgressBlocked extends Exception {

    /** Of the permanent failure that this becomes. */
    public static final String CODE = "egress-blocked";

    private static final long serialVersionUID = 1L;

    EgressBlocked(String message) {
        super(message);
    }

    /** The message. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
