// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

/** A server did not get as far as its list of tools; the message says why. */
final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }
}
