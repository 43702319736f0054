// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.message;

/** Carries a refusal to where it is answered. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        // No stack trace: it is an answer, not a defect.
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
