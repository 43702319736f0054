// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.Locale;

/** Types of all problems that this service returns. */
public enum ProblemType {
    REQUEST_MALFORMED(400, "Malformed request"),
    PATH_INVALID(400, "Invalid path"),
    BODY_MISSING(400, "Missing body"),
    ENCODING_INVALID(400, "Invalid encoding"),
    JSON_MALFORMED(400, "Malformed JSON"),
    JSON_TOO_DEEP(400, "JSON nested too deeply"),
    JSON_TOO_LARGE(400, "JSON too large"),
    JSON_DUPLICATE_KEY(400, "Duplicate JSON key"),
    NUMBER_TOO_LONG(400, "Number too long"),
    DESERIALIZATION(400, "Deserialization failed"),
    IDEMPOTENCY_KEY_INVALID(400, "Invalid idempotency key"),
    ID_INVALID(400, "Invalid id"),
    FILTER_INVALID(400, "Invalid filter"),
    PAGE_INVALID(400, "Invalid page"),
    ORIGIN_NOT_ALLOWED(403, "Origin not allowed"),
    NOT_FOUND(404, "Not found"),
    TASK_NOT_FOUND(404, "Task not found"),
    DEAD_LETTER_NOT_FOUND(404, "Dead letter not found"),
    AGENT_NOT_FOUND(404, "Agent not found"),
    TOOL_NOT_FOUND(404, "Tool not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    NOT_ACCEPTABLE(406, "Not acceptable"),
    REQUEST_TIMEOUT(408, "Request timeout"),
    TASK_ALREADY_ENDED(409, "Task already ended"),
    DEAD_LETTER_ALREADY_REPLAYED(409, "Dead letter already replayed"),
    AGENT_UNAVAILABLE(409, "Agent unavailable"),
    AGENT_ALREADY_EXISTS(409, "Agent already exists"),
    AGENT_IN_USE(409, "Agent in use"),
    TOOL_CHANGED(409, "Tool definition changed"),
    AGENT_CHANGED(412, "Agent definition changed"),
    BODY_TOO_LARGE(413, "Body too large"),
    PAYLOAD_TOO_LARGE(413, "Payload too large"),
    URI_TOO_LONG(414, "URI too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    HEADERS_TOO_LARGE(431, "Request headers too large"),
    FIELD_REQUIRED(422, "Missing field"),
    FIELD_TYPE(422, "Wrong field type"),
    FIELD_UNKNOWN(422, "Unknown field"),
    FIELD_READ_ONLY(422, "Read-only field"),
    FIELD_RANGE(422, "Field out of range"),
    FIELD_INVALID(422, "Invalid field"),
    DEADLINE_INVALID(422, "Invalid deadline"),
    AGENT_UNKNOWN(422, "Unknown agent"),
    URL_FORBIDDEN(422, "Forbidden URL"),
    PAYLOAD_SCHEMA(422, "Payload does not match schema"),
    DEAD_LETTER_NOT_REPLAYABLE(422, "Dead letter not replayable"),
    IDEMPOTENCY_MISMATCH(422, "Idempotency key already used"),
    INTERNAL_ERROR(500, "Internal error"),
    KAFKA_UNAVAILABLE(503, "Service unavailable"),
    STORE_UNAVAILABLE(503, "Service unavailable"),
    TASK_NOT_VISIBLE(503, "Task not visible yet"),
    OVERLOADED(503, "Service overloaded");

    private static final String PREFIX = "urn:pulser:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Returns the problem type of a validation error. */
    public static ProblemType of(ValidationErrorCode code) {
        return valueOf(code.name());
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the title, constant for the type. */
    public String title() {
        return title;
    }

    /** Returns the slug, such as {@code body-missing}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the type URI, such as {@code urn:pulser:problem:body-missing}. */
    public String uri() {
        return PREFIX + slug();
    }
}
