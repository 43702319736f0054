// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.egress;

import java.io.IOException;

/** Connection that the egress policy does not allow; nothing was sent. The message names the reason and the setting that allows it. */
public final class EgressBlockedException extends IOException {

    /** Error code of the resulting permanent failure. */
    public static final String CODE = "egress-blocked";

    private static final long serialVersionUID = 1L;

    EgressBlockedException(String message) {
        super(message);
    }

    /** Returns the message; never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
