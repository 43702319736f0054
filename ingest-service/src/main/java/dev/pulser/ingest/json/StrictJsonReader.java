// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reader of a single JSON object within size limits, without duplicate keys or trailing content. Thread-safe. */
public final class StrictJsonReader {

    private final ObjectMapper json;

    public StrictJsonReader(StreamReadConstraints limits) {
        json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /**
     * Parses a UTF-8 body.
     *
     * @throws ProblemException if it is not exactly one JSON object within the limits
     */
    public ObjectNode object(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (json.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw invalid(ValidationErrorCode.FIELD_TYPE, "The body must be a JSON object.");
        } catch (CharacterCodingException e) {
            throw invalid(ValidationErrorCode.ENCODING_INVALID, "The body must be UTF-8.");
        } catch (StreamConstraintsException e) {
            throw beyondLimits(e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            var message = e.getOriginalMessage();
            throw message.startsWith("Duplicate")
                    ? invalid(
                            ValidationErrorCode.JSON_DUPLICATE_KEY,
                            message.replace("Duplicate field", "Duplicate key") + '.')
                    : invalid(ValidationErrorCode.JSON_MALFORMED, location(e));
        }
    }

    private ProblemException beyondLimits(String message) {
        var limits = json.getFactory().streamReadConstraints();
        if (message.contains("nesting depth")) {
            return invalid(
                    ValidationErrorCode.JSON_TOO_DEEP,
                    "The body may be nested at most %d levels deep.".formatted(limits.getMaxNestingDepth()));
        }
        if (message.contains("Number")) {
            return invalid(
                    ValidationErrorCode.NUMBER_TOO_LONG,
                    "Numbers may have at most %d digits.".formatted(limits.getMaxNumberLength()));
        }
        return invalid(
                ValidationErrorCode.JSON_TOO_LARGE,
                "Strings may have at most %d characters, keys %d, and the body %d values and keys."
                        .formatted(limits.getMaxStringLength(), limits.getMaxNameLength(), limits.getMaxTokenCount()));
    }

    private static String location(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? "The body is not valid JSON."
                : "The body is not valid JSON at line %d, column %d."
                        .formatted(location.getLineNr(), location.getColumnNr());
    }

    private static ProblemException invalid(ValidationErrorCode code, String detail) {
        return new ProblemException(Problem.of(List.of(new ValidationError(code, "", detail))));
    }
}
