// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

/** A destination does not answer, or refuses for a reason that is not the records'. The message is one line for people. */
public final class DestinationAway extends Exception {

    private static final long serialVersionUID = 1L;

    public DestinationAway(String message, Throwable cause) {
        super(message, cause);
    }
}
