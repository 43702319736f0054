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
import com.networknt.schema.Error;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.List;

/**
 * What an agent asks of its payloads: a schema of JSON Schema 2020-12, within {@link SchemaBounds}. Nothing is ever
 * fetched; {@code format} and the {@code content…} words are remarks, as the standard has it. Equal to another of the same
 * text. Immutable; safe from any thread.
 */
public final class PayloadSchema {

    public static final int MAX_CHARS = 65_536;
    public static final int MAX_NESTING = 32;

    /** More faults than these are not told. */
    public static final int MAX_FAULTS = 20;

    private static final int MAX_DETAIL_CHARS = 200;

    private static final ObjectReader SCHEMAS = reader(MAX_NESTING, 256);

    /** The intake has held payloads to stricter limits than these. */
    private static final ObjectReader PAYLOADS = reader(100, 2_048);

    private final String text;
    private final Rules rules;

    private PayloadSchema(String text, Rules rules) {
        this.text = text;
        this.rules = rules;
    }

    /**
     * @param json a JSON object
     * @throws SchemaRefused where it is unsafe or no schema, with the place
     */
    public static PayloadSchema parse(String json) {
        if (json.length() > MAX_CHARS) {
            throw SchemaRefused.unsafe("", "it has %d characters, the limit is %d".formatted(json.length(), MAX_CHARS));
        }
        var root = read(json);
        SchemaBounds.check(root);
        var wrong = Rules.OF_SCHEMAS
                .brokenBy(root, 1)
                .orElseThrow(() -> SchemaRefused.unsafe("", "it takes too many steps to read; make it smaller"));
        if (!wrong.isEmpty()) {
            throw SchemaRefused.invalid(place(wrong.getFirst()), rule(wrong.getFirst()));
        }
        root.remove("$id"); // every $ref stays inside, so there is nothing that it could be the base of
        return new PayloadSchema(json, Rules.of(root));
    }

    private static ObjectNode read(String json) {
        try {
            if (SCHEMAS.readTree(json) instanceof ObjectNode root) {
                return root;
            }
            throw SchemaRefused.invalid("", "it must be a JSON object");
        } catch (StreamConstraintsException e) {
            throw SchemaRefused.unsafe(
                    "", "it is nested more than %d deep, or has a very long name or number".formatted(MAX_NESTING));
        } catch (JsonProcessingException e) {
            throw SchemaRefused.invalid("", "it is not JSON: " + printable(e.getOriginalMessage()));
        }
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** Every rule that {@code payload} breaks, each at its place below {@code /payload}; the first {@value #MAX_FAULTS}. */
    public List<ValidationError> faults(String payload) {
        JsonNode root;
        try {
            root = PAYLOADS.readTree(payload);
        } catch (JsonProcessingException e) {
            return List.of(new ValidationError(
                    ValidationErrorCode.PAYLOAD_SCHEMA, "/payload", "payload is not JSON within the limits"));
        }
        return rules.brokenBy(root, MAX_FAULTS)
                .map(errors -> errors.stream().map(PayloadSchema::fault).toList())
                .orElseGet(() -> List.of(new ValidationError(
                        ValidationErrorCode.PAYLOAD_SCHEMA,
                        "/payload",
                        "payload takes more than %d steps to hold against the schema; send less at once"
                                .formatted(Rules.MAX_STEPS))));
    }

    private static ValidationError fault(Error error) {
        return new ValidationError(
                ValidationErrorCode.PAYLOAD_SCHEMA, "/payload" + printable(place(error)), printable(rule(error)));
    }

    /** Where it is wrong; for a property that is missing or too many, where that is. */
    private static String place(Error error) {
        var pointer = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required", "additionalProperties", "unevaluatedProperties" ->
                SchemaBounds.below(pointer, String.valueOf(error.getProperty()));
            default -> pointer;
        };
    }

    private static String rule(Error error) {
        return error.getKeyword() + ": " + error.getMessage();
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
