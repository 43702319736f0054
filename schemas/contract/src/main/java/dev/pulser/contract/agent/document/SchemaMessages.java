// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.schema.SchemaViolation;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Messages for violations of the schema of agent definitions: the field, the rule and, where it is safe to show, the value. */
final class SchemaMessages {

    /** Custom keyword, known to editors. The value is not shown, it may be a secret. */
    private static final String PATTERN_MESSAGE = "patternErrorMessage";

    private static final String OTHER_MESSAGE = "errorMessage";

    private SchemaMessages() {}

    /**
     * @param pointer    JSON Pointer to the field in the agent definition
     * @param definition the agent definition
     */
    static ValidationError error(SchemaViolation violation, String pointer, JsonNode definition) {
        return new ValidationError(
                code(violation.keyword()),
                pointer,
                "%s %s.".formatted(FieldPath.of(pointer), rule(violation, definition)));
    }

    private static ValidationErrorCode code(String keyword) {
        return switch (keyword) {
            case "required" -> ValidationErrorCode.FIELD_REQUIRED;
            case "additionalProperties" -> ValidationErrorCode.FIELD_UNKNOWN;
            case "type" -> ValidationErrorCode.FIELD_TYPE;
            case "minimum", "maximum", "exclusiveMinimum", "multipleOf", "maxLength", "minLength", "minItems" ->
                ValidationErrorCode.FIELD_RANGE;
            default -> ValidationErrorCode.FIELD_INVALID;
        };
    }

    private static String rule(SchemaViolation violation, JsonNode definition) {
        var expected = violation.expected().asText();
        var value = shown(violation.value());
        return switch (violation.keyword()) {
            case "required" -> "is required" + condition(violation, definition);
            case "dependentRequired" -> "requires rates, because spending is computed from these prices";
            case "propertyNames" -> violation.expected().path(PATTERN_MESSAGE).asText();
            case "additionalProperties" -> "is not a known field. Known fields are " + knownFields(violation);
            case "false" -> "is not supported%s. Remove the field".formatted(condition(violation, definition));
            case "type" -> "must be %s. It is %s".formatted(type(expected), type(violation.value()));
            case "enum" -> "must be one of %s. It is %s".formatted(names(violation.expected()), value);
            case "pattern" -> sibling(violation, PATTERN_MESSAGE);
            case "not" -> sibling(violation, OTHER_MESSAGE);
            case "minimum", "maximum" ->
                "must be from %s to %s. It is %s"
                        .formatted(sibling(violation, "minimum"), sibling(violation, "maximum"), value);
            case "exclusiveMinimum" -> "must be greater than %s. It is %s".formatted(expected, value);
            case "multipleOf" -> "must be an amount in US dollars with at most 6 decimals. It is " + value;
            case "maxLength" -> "must have at most %s characters".formatted(expected);
            case "minLength" -> "must not be empty";
            case "minItems" ->
                "must have at least %s%s%s"
                        .formatted(
                                expected,
                                expected.equals("1") ? " entry" : " entries",
                                condition(violation, definition));
            case "uniqueItems" -> "must not have duplicate entries";
            default -> "is invalid: " + violation.message();
        };
    }

    /** Returns " for kind KIND" for a rule that applies to some kinds only. */
    private static String condition(SchemaViolation violation, JsonNode definition) {
        return violation.evaluationPath().contains("/then/")
                ? " for kind " + definition.path("kind").asText()
                : "";
    }

    private static String knownFields(SchemaViolation violation) {
        var names = new ArrayList<String>();
        AgentSchema.siblings(violation.keywordLocation())
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String sibling(SchemaViolation violation, String keyword) {
        return AgentSchema.siblings(violation.keywordLocation()).path(keyword).asText();
    }

    private static String names(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? Excerpt.escaped(value.textValue()) : Excerpt.truncate(value.toString(), 40);
    }

    private static String type(String expected) {
        return switch (expected) {
            case "integer" -> "an integer";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> "a string";
        };
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case BOOLEAN, NUMBER -> shown(value);
            default -> "null; remove the field to leave it unset";
        };
    }
}
