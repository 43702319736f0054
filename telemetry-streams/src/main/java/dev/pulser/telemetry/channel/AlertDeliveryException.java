// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import org.jspecify.annotations.Nullable;

/** Alert that a channel did not deliver. The message is one line without secrets. */
public final class AlertDeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    public AlertDeliveryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
