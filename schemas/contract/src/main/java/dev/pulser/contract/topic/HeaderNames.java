// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

/** Record headers. Values are UTF-8. */
public final class HeaderNames {

    /** On a task: the company it belongs to, where the value does not say. */
    public static final String COMPANY = "pulser-company";

    /** On a task that its home sent on to another agent's lane: it has passed the ledger. */
    public static final String ADMITTED = "pulser-admitted";

    /** On a dead letter: the slug of what was wrong. */
    public static final String ERROR_CODE = "x-error-code";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    private HeaderNames() {}
}
