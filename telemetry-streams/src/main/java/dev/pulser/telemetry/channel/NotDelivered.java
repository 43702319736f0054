// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import org.jspecify.annotations.Nullable;

/** A channel did not take an alert. The message is one line for people, without secrets. */
public final class NotDelivered extends Exception {

    private static final long serialVersionUID = 1L;

    public NotDelivered(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
