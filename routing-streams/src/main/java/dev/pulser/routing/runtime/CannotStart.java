// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

/** The service cannot start; the message is one line for people: what is wrong, and the way out. */
public final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
