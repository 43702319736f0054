// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    /** Slugs, statuses and titles, which are part of the public interface. */
    @Test
    void hasTheseSlugsStatusesAndTitles() {
        var table = Arrays.stream(ProblemType.values())
                .map(type -> "%d %s: %s".formatted(type.status(), type.slug(), type.title()))
                .collect(Collectors.joining("\n"));

        assertThat(table).isEqualTo("""
                400 request-malformed: Malformed request
                400 path-invalid: Invalid path
                400 body-missing: Missing body
                400 encoding-invalid: Invalid encoding
                400 json-malformed: Malformed JSON
                400 json-too-deep: JSON nested too deeply
                400 json-too-large: JSON too large
                400 json-duplicate-key: Duplicate JSON key
                400 number-too-long: Number too long
                400 deserialization: Deserialization failed
                400 idempotency-key-invalid: Invalid idempotency key
                400 id-invalid: Invalid id
                400 filter-invalid: Invalid filter
                400 page-invalid: Invalid page
                403 origin-not-allowed: Origin not allowed
                404 not-found: Not found
                404 task-not-found: Task not found
                404 dead-letter-not-found: Dead letter not found
                404 agent-not-found: Agent not found
                404 tool-not-found: Tool not found
                405 method-not-allowed: Method not allowed
                406 not-acceptable: Not acceptable
                408 request-timeout: Request timeout
                409 task-already-ended: Task already ended
                409 dead-letter-already-replayed: Dead letter already replayed
                409 agent-unavailable: Agent unavailable
                409 agent-already-exists: Agent already exists
                409 agent-in-use: Agent in use
                409 tool-changed: Tool definition changed
                412 agent-changed: Agent definition changed
                413 body-too-large: Body too large
                413 payload-too-large: Payload too large
                414 uri-too-long: URI too long
                415 unsupported-media-type: Unsupported media type
                431 headers-too-large: Request headers too large
                422 field-required: Missing field
                422 field-type: Wrong field type
                422 field-unknown: Unknown field
                422 field-read-only: Read-only field
                422 field-range: Field out of range
                422 field-invalid: Invalid field
                422 deadline-invalid: Invalid deadline
                422 agent-unknown: Unknown agent
                422 url-forbidden: Forbidden URL
                422 payload-schema: Payload does not match schema
                422 dead-letter-not-replayable: Dead letter not replayable
                422 idempotency-mismatch: Idempotency key already used
                500 internal-error: Internal error
                503 kafka-unavailable: Service unavailable
                503 store-unavailable: Service unavailable
                503 task-not-visible: Task not visible yet
                503 overloaded: Service overloaded""");
    }

    @ParameterizedTest
    @EnumSource
    void hasATypeForEachValidationError(ValidationErrorCode code) {
        assertThat(ProblemType.of(code).slug()).isEqualTo(code.slug());
    }

    @ParameterizedTest
    @EnumSource
    void hasATitleThatIsNotASentence(ProblemType type) {
        assertThat(type.title()).matches("[A-Z][A-Za-z -]{3,40}");
    }
}
