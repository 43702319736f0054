// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import dev.pulser.contract.task.FaultCode;
import java.util.Locale;

/** Everything this service answers instead of what was asked for. The slug is the problem's type and never changes. */
public enum ProblemType {
    REQUEST_MALFORMED(400, "The request is not valid HTTP"),
    PATH_INVALID(400, "The path is not valid"),
    BODY_MISSING(400, "The body is missing"),
    ENCODING_INVALID(400, "The body is not UTF-8"),
    JSON_MALFORMED(400, "The body is not JSON"),
    JSON_TOO_DEEP(400, "The JSON is nested too deep"),
    JSON_TOO_LARGE(400, "The JSON has too many values"),
    JSON_DUPLICATE_KEY(400, "The JSON has a key twice"),
    NUMBER_TOO_LONG(400, "A number is too long"),
    DESERIALIZATION(400, "The body cannot be read"),
    IDEMPOTENCY_KEY_INVALID(400, "The idempotency key is not valid"),
    ID_INVALID(400, "The id is not valid"),
    FILTER_INVALID(400, "A filter is not valid"),
    PAGE_INVALID(400, "The page is not valid"),
    ORIGIN_UNKNOWN(403, "The page may not call"),
    NOT_FOUND(404, "There is nothing at this address"),
    TASK_UNKNOWN(404, "There is no such task"),
    LETTER_UNKNOWN(404, "There is no such dead letter"),
    NO_SUCH_AGENT(404, "There is no such agent"),
    TOOL_UNKNOWN(404, "There is no such tool"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer cannot be given in that form"),
    BODY_TIMEOUT(408, "The request took too long to arrive"),
    TASK_OVER(409, "The task is over already"),
    LETTER_REPLAYED(409, "The dead letter was replayed already"),
    AGENT_UNAVAILABLE(409, "The agent takes no new tasks"),
    AGENT_EXISTS(409, "There is such an agent already"),
    AGENT_IN_USE(409, "The agent is in use"),
    TOOL_CHANGED(409, "The tool is not what was meant"),
    AGENT_CHANGED(412, "The agent was changed meanwhile"),
    BODY_TOO_LARGE(413, "The body is too large"),
    PAYLOAD_TOO_LARGE(413, "The payload is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    MEDIA_TYPE(415, "The body is of a form that is not taken"),
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    FIELD_REQUIRED(422, "A field is missing"),
    FIELD_TYPE(422, "A field has the wrong type"),
    FIELD_UNKNOWN(422, "A field is not known"),
    FIELD_READ_ONLY(422, "A field may not be set"),
    FIELD_RANGE(422, "A field is out of range"),
    FIELD_INVALID(422, "A field is not valid"),
    DEADLINE_INVALID(422, "The deadline is not valid"),
    AGENT_UNKNOWN(422, "No agent does this"),
    URL_FORBIDDEN(422, "The address may not be connected to"),
    PAYLOAD_SCHEMA(422, "The payload is not what the agent asks for"),
    LETTER_NOT_REPLAYABLE(422, "The dead letter cannot be replayed"),
    IDEMPOTENCY_MISMATCH(422, "The idempotency key belongs to another task"),
    INTERNAL(500, "Something is broken here"),
    KAFKA_UNAVAILABLE(503, "Tasks cannot be taken in at the moment"),
    STORE_UNAVAILABLE(503, "Tasks cannot be read at the moment"),
    TASK_NOT_VISIBLE(503, "The task cannot be seen yet"),
    OVERLOADED(503, "Too much at once");

    private static final String PREFIX = "urn:pulser:problem:";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The type of a submission in which this was the first thing found wrong. */
    public static ProblemType of(FaultCode code) {
        return valueOf(code.name());
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The same sentence for every problem of this type. */
    public String title() {
        return title;
    }

    /** Such as {@code body-missing}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Such as {@code urn:pulser:problem:body-missing}. */
    public String uri() {
        return PREFIX + slug();
    }
}
