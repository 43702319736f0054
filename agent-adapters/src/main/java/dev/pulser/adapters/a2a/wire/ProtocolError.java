// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

/** An agent said what A2A does not allow; the message completes "agent x …". */
public final class ProtocolError extends Exception {

    private static final long serialVersionUID = 1L;

    public ProtocolError(String what) {
        super(what);
    }

    /** Such as {@code went back from working to submitted}. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
