// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

/** Names of record headers. Their values are UTF-8. */
public final class HeaderNames {

    /** Company of a task whose value names none. */
    public static final String COMPANY = "pulser-company";

    /** Mark of a task that was admitted already and forwarded to the lane of another agent. */
    public static final String ADMITTED = "pulser-admitted";

    /** Error code of a dead letter, as slug. */
    public static final String ERROR_CODE = "x-error-code";

    /** W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    private HeaderNames() {}
}
