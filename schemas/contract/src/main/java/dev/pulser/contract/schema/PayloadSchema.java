// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.List;

/**
 * Schema of the payloads of an agent or tool: JSON Schema 2020-12, within {@link SchemaLimits}. Remote schemas are never
 * loaded; {@code format} and the {@code content…} keywords are annotations, as in the standard. Two schemas are equal when
 * their texts are. Immutable; safe from any thread.
 */
public final class PayloadSchema {

    public static final int MAX_CHARS = 65_536;
    public static final int MAX_NESTING = 32;

    /** Largest number of errors that are reported for one payload. */
    public static final int MAX_ERRORS = 20;

    private static final int MAX_DETAIL_CHARS = 200;

    private static final ObjectReader SCHEMAS = reader(MAX_NESTING, 256);

    /** Limits above those of the intake, so that no accepted payload exceeds them. */
    private static final ObjectReader PAYLOADS = reader(100, 2_048);

    private final String text;
    private final CompiledSchema compiled;

    private PayloadSchema(String text, CompiledSchema compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /**
     * @param json a JSON object
     * @throws UnsafeSchemaException when the schema is invalid or unsafe
     */
    public static PayloadSchema parse(String json) {
        if (json.length() > MAX_CHARS) {
            throw UnsafeSchemaException.unsafe(
                    "", "the schema has %d characters, the limit is %d".formatted(json.length(), MAX_CHARS));
        }
        var root = read(json);
        SchemaLimits.check(root);
        var violations = CompiledSchema.METASCHEMA
                .validate(root, 1)
                .orElseThrow(() -> UnsafeSchemaException.unsafe("", "the schema is too complex; make it smaller"));
        if (!violations.isEmpty()) {
            throw UnsafeSchemaException.invalid(violations.getFirst().pointer(), rule(violations.getFirst()));
        }
        root.remove("$id"); // every $ref points into the schema, so no base URI is needed
        return new PayloadSchema(json, CompiledSchema.of(root));
    }

    private static ObjectNode read(String json) {
        try {
            if (SCHEMAS.readTree(json) instanceof ObjectNode root) {
                return root;
            }
            throw UnsafeSchemaException.invalid("", "a schema must be a JSON object");
        } catch (StreamConstraintsException e) {
            throw UnsafeSchemaException.unsafe(
                    "",
                    "the schema is nested more than %d levels deep, or has a very long name or number"
                            .formatted(MAX_NESTING));
        } catch (JsonProcessingException e) {
            throw UnsafeSchemaException.invalid("", "not valid JSON: " + printable(e.getOriginalMessage()));
        }
    }

    /** Returns the schema as it was written. */
    public String text() {
        return text;
    }

    /** Returns the violations in {@code payload}, with pointers below {@code /payload}; at most {@value #MAX_ERRORS}. */
    public List<ValidationError> errors(String payload) {
        JsonNode root;
        try {
            root = PAYLOADS.readTree(payload);
        } catch (JsonProcessingException e) {
            return List.of(new ValidationError(
                    ValidationErrorCode.PAYLOAD_SCHEMA,
                    "/payload",
                    "payload must be valid JSON within the limits of nesting and length."));
        }
        return compiled.validate(root, MAX_ERRORS)
                .map(violations -> violations.stream().map(PayloadSchema::error).toList())
                .orElseGet(() -> List.of(new ValidationError(
                        ValidationErrorCode.PAYLOAD_SCHEMA,
                        "/payload",
                        "payload takes more than %d steps to validate against the schema of the agent. Send a smaller payload."
                                .formatted(CompiledSchema.MAX_STEPS))));
    }

    private static ValidationError error(SchemaViolation violation) {
        return new ValidationError(
                ValidationErrorCode.PAYLOAD_SCHEMA,
                "/payload" + printable(violation.pointer()),
                printable(rule(violation)));
    }

    private static String rule(SchemaViolation violation) {
        return violation.keyword() + ": " + violation.message();
    }

    private static String printable(String text) {
        var safe = new StringBuilder();
        text.codePoints()
                .limit(MAX_DETAIL_CHARS)
                .forEach(c -> safe.appendCodePoint(Excerpt.isUnprintable(c) ? '?' : c));
        return safe.length() < text.length() ? safe.append('…').toString() : safe.toString();
    }

    private static ObjectReader reader(int nesting, int nameChars) {
        var json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(nesting)
                        .maxNameLength(nameChars)
                        .maxNumberLength(100)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return JsonMapper.builder(json)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .reader();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PayloadSchema that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
