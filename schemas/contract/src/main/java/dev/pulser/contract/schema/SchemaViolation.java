// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import org.jspecify.annotations.Nullable;

/**
 * Keyword of a schema that a value does not satisfy.
 *
 * @param keyword         name of the keyword, such as {@code maximum}
 * @param expected        value of the keyword in the schema
 * @param pointer         JSON Pointer to the value; to the property itself where it is missing or not allowed
 * @param value           the value, or the object that the property belongs to
 * @param keywordLocation JSON Pointer to the keyword in its schema document
 * @param evaluationPath  JSON Pointer of the keywords that led to this one, such as {@code /allOf/0/then/required}
 * @param message         the library's message, without the value
 */
public record SchemaViolation(
        String keyword,
        JsonNode expected,
        String pointer,
        JsonNode value,
        String keywordLocation,
        String evaluationPath,
        String message) {

    static SchemaViolation of(Error error) {
        return new SchemaViolation(
                error.getKeyword(),
                error.getSchemaNode(),
                pointer(error),
                error.getInstanceNode(),
                error.getSchemaLocation().getFragment().toString(),
                error.getEvaluationPath().toString(),
                error.getMessage());
    }

    private static String pointer(Error error) {
        var pointer = error.getInstanceLocation().toString();
        @Nullable String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "required", "dependentRequired", "additionalProperties", "unevaluatedProperties" ->
                SchemaLimits.below(pointer, String.valueOf(property));
            default -> pointer;
        };
    }
}
