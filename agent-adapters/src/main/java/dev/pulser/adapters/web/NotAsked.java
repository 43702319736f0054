// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.task.Outcome;

/** No request was made, because of how the agent is set up; the message is one sentence with the way out. */
public final class NotAsked extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    public NotAsked(String code, String reason) {
        super(reason);
        this.code = code;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** How an attempt ends for which this was to be asked. */
    public Outcome outcome() {
        return Results.permanent(code, reason());
    }
}
