// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemJsonTest {

    private static JsonNode written(Problem problem) throws IOException {
        var bytes = ProblemJson.write(problem, "c0ffee");
        assertThat(bytes.length).isLessThanOrEqualTo(ProblemJson.MAX_BYTES);
        return new ObjectMapper().readTree(bytes);
    }

    @ParameterizedTest
    @EnumSource(ValidationErrorCode.class)
    void hasATypeForEveryValidationError(ValidationErrorCode code) {
        assertThat(ProblemType.of(code).slug()).isEqualTo(code.slug());
        assertThat(ProblemType.of(code).status()).isIn(400, 409, 413, 422);
        assertThat(code.unreadable())
                .isEqualTo(ProblemType.of(code).status() == 400 && code != ValidationErrorCode.IDEMPOTENCY_KEY_INVALID);
    }

    @Test
    void hasTheTypeOfTheFirstErrorAndListsAll() throws IOException {
        var json = written(Problem.of(List.of(
                new ValidationError(ValidationErrorCode.FIELD_TYPE, "/priority", "it must be a string."),
                new ValidationError(ValidationErrorCode.PAYLOAD_TOO_LARGE, "/payload", "too large"))));

        assertThat(json.path("type").asText()).isEqualTo("urn:pulser:problem:field-type");
        assertThat(json.path("status").asInt()).isEqualTo(422);
        assertThat(json.path("detail").asText()).isEqualTo("it must be a string. See errors for 1 more.");
        assertThat(json.path("correlation_id").asText()).isEqualTo("c0ffee");
        assertThat(json.path("errors").findValuesAsText("field")).containsExactly("/priority", "/payload");
    }

    @Test
    void omitsErrorsBeyondTheLimitAndCountsThem() throws IOException {
        var faults = Collections.nCopies(
                100, new ValidationError(ValidationErrorCode.FIELD_UNKNOWN, "/" + "x".repeat(50), "y".repeat(100)));

        var json = written(Problem.of(faults));

        assertThat(json.path("errors").size()).isPositive();
        assertThat(json.path("errors").size() + json.path("errors_omitted").asInt())
                .isEqualTo(100);
    }

    @Test
    void truncatesALongDetailBetweenCharacters() throws IOException {
        var json = written(Problem.of(ProblemType.INTERNAL_ERROR, "😀".repeat(1_000)));

        assertThat(json.path("detail").asText()).endsWith("😀…").doesNotContain("\ufffd");
    }

    @Test
    void roundsRetryAfterUpToOneSecond() {
        assertThat(Problem.temporary(ProblemType.OVERLOADED, "later", Duration.ofMillis(10))
                        .headers())
                .containsEntry("Retry-After", "1");
    }

    @Test
    void usesTheTraceIdOfAValidContextOnly() {
        var valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        assertThat(CorrelationId.from(valid)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(CorrelationId.from("00-<script>")).matches("[0-9a-f]{32}");
        assertThat(CorrelationId.validTraceparent(valid)).isEqualTo(valid);
        assertThat(CorrelationId.validTraceparent("x\r\ny")).isNull();
    }
}
