// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

/** Signals that an agent violated the A2A protocol. The message completes the sentence "agent NAME …". */
public final class A2aProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    public A2aProtocolException(String problem) {
        super(problem);
    }

    /** Returns the violation, such as {@code went from working to submitted}. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
