// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

/** Topics could not be asked about; the message is one line for people. */
public final class TopicsUnavailable extends Exception {

    private static final long serialVersionUID = 1L;

    public TopicsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
