// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

/** Thrown when topics cannot be created or verified. The message is one line for people. */
public final class TopicsUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public TopicsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
