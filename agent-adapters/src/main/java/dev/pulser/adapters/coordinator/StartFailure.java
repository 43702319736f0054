// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import org.jspecify.annotations.Nullable;

/** A server did not get as far as its list of tools; the message says why. */
final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable String code;

    StartFailure(String message) {
        this(null, message);
    }

    /** @param code where trying again soon cannot help; for programs */
    StartFailure(@Nullable String code, String message) {
        super(message);
        this.code = code;
    }

    @Nullable
    String code() {
        return code;
    }
}
