// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

/** Store that does not respond, or rejects a write for a reason other than the records. The message is one line. */
public final class SinkUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public SinkUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
