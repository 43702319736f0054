// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a body that is one JSON object, within limits, with no key twice and nothing behind it. Safe from any thread. */
public final class StrictJson {

    private final ObjectMapper json;

    public StrictJson(StreamReadConstraints limits) {
        json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** @throws ProblemException where it is anything else */
    public ObjectNode object(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (json.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw refused(FaultCode.FIELD_TYPE, "the body must be a JSON object");
        } catch (CharacterCodingException e) {
            throw refused(FaultCode.ENCODING_INVALID, "the body has bytes that are not UTF-8");
        } catch (StreamConstraintsException e) {
            throw beyondLimits(e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            var message = e.getOriginalMessage();
            throw message.startsWith("Duplicate")
                    ? refused(FaultCode.JSON_DUPLICATE_KEY, message.replace("Duplicate field", "duplicate key"))
                    : refused(FaultCode.JSON_MALFORMED, place(e));
        }
    }

    private ProblemException beyondLimits(String message) {
        var limits = json.getFactory().streamReadConstraints();
        if (message.contains("nesting depth")) {
            return refused(
                    FaultCode.JSON_TOO_DEEP, "JSON is nested at most %d deep".formatted(limits.getMaxNestingDepth()));
        }
        if (message.contains("Number")) {
            return refused(
                    FaultCode.NUMBER_TOO_LONG, "a number has at most %d digits".formatted(limits.getMaxNumberLength()));
        }
        return refused(
                FaultCode.JSON_TOO_LARGE,
                "a string has at most %d characters, a key %d, the whole %d values and keys"
                        .formatted(limits.getMaxStringLength(), limits.getMaxNameLength(), limits.getMaxTokenCount()));
    }

    private static String place(JsonProcessingException e) {
        var place = e.getLocation();
        return place == null
                ? "the body is not JSON"
                : "not JSON at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static ProblemException refused(FaultCode code, String detail) {
        return new ProblemException(Problem.of(List.of(new Fault(code, "", detail))));
    }
}
