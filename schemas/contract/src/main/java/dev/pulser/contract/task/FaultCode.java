// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.util.Locale;

/** Everything that can be wrong with a submission. The slug is the problem type of REST and the code of a dead letter. */
public enum FaultCode {
    // the bytes
    BODY_MISSING(true),
    ENCODING_INVALID(true),
    JSON_MALFORMED(true),
    JSON_TOO_DEEP(true),
    JSON_TOO_LARGE(true),
    JSON_DUPLICATE_KEY(true),
    NUMBER_TOO_LONG(true),
    DESERIALIZATION(true),
    // the fields
    FIELD_REQUIRED(false),
    FIELD_TYPE(false),
    FIELD_UNKNOWN(false),
    FIELD_READ_ONLY(false),
    FIELD_RANGE(false),
    FIELD_INVALID(false),
    DEADLINE_INVALID(false),
    IDEMPOTENCY_KEY_INVALID(false),
    PAYLOAD_TOO_LARGE(false),
    AGENT_UNKNOWN(false),
    AGENT_UNAVAILABLE(false),
    URL_FORBIDDEN(false),
    PAYLOAD_SCHEMA(false);

    private final boolean unreadable;

    FaultCode(boolean unreadable) {
        this.unreadable = unreadable;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the bytes never became fields. */
    public boolean unreadable() {
        return unreadable;
    }
}
