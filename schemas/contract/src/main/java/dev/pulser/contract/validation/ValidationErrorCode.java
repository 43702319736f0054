// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.validation;

import java.util.Locale;

/** Code of a validation error. Its slug is the problem type in REST and the code of a dead letter. */
public enum ValidationErrorCode {
    // errors of the bytes
    BODY_MISSING(true),
    ENCODING_INVALID(true),
    JSON_MALFORMED(true),
    JSON_TOO_DEEP(true),
    JSON_TOO_LARGE(true),
    JSON_DUPLICATE_KEY(true),
    NUMBER_TOO_LONG(true),
    DESERIALIZATION(true),
    // errors of the fields
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

    ValidationErrorCode(boolean unreadable) {
        this.unreadable = unreadable;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns true when the bytes could not be read as fields at all. */
    public boolean unreadable() {
        return unreadable;
    }
}
