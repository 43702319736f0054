// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Outcome;

/**
 * Signals that no request was sent because of the agent's configuration. The message is one sentence that says what to
 * change.
 */
public final class RequestNotSentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    public RequestNotSentException(String code, String reason) {
        super(reason);
        this.code = code;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Returns the outcome of the attempt for which the request was meant. */
    public Outcome outcome() {
        return Outcomes.permanent(code, reason());
    }
}
