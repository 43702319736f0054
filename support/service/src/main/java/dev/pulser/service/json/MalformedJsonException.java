// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.json;

/** Text that is not exactly one JSON document. The message has the reason, line and column. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
