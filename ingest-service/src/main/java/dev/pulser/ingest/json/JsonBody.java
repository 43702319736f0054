// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Strict reader of the JSON object in a command's body. Collects all validation errors of its fields. One instance
 * reads one body; not thread-safe.
 */
public final class JsonBody {

    private static final StrictJsonReader JSON = new StrictJsonReader(StreamReadConstraints.builder()
            .maxNestingDepth(4)
            .maxTokenCount(10_000)
            .maxNumberLength(20)
            .maxNameLength(64)
            .maxStringLength(4_096)
            .build());

    /** Format of task ids, for error messages. */
    public static final String TASK_ID = "tsk_ followed by 32 lower-case hex digits";

    /** Format of cursors in bulk commands, for error messages. */
    public static final String CURSOR = "the next_cursor of the previous response, with the same filters";

    private final ObjectNode fields;
    private final List<ValidationError> errors = new ArrayList<>();

    private JsonBody(ObjectNode fields) {
        this.fields = fields;
    }

    /**
     * Reads a command's body.
     *
     * @param body JSON bytes; null or empty means {@code {}}
     * @param known names of all accepted fields
     * @throws ProblemException if the body is not a JSON object
     */
    public static JsonBody of(byte @Nullable [] body, List<String> known) {
        return of(body == null || body.length == 0 ? JsonNodeFactory.instance.objectNode() : JSON.object(body), known);
    }

    /** Reads fields that were parsed already. */
    public static JsonBody of(ObjectNode fields, List<String> known) {
        var body = new JsonBody(fields);
        body.fields.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                body.addError(
                        ValidationErrorCode.FIELD_UNKNOWN,
                        "",
                        "%s is not a known field. %s"
                                .formatted(
                                        Excerpt.escaped(name),
                                        known.isEmpty()
                                                ? "The body must be empty or {}."
                                                : "Known fields: %s.".formatted(String.join(", ", known))));
            }
        });
        return body;
    }

    /** Parses a task id; returns null if it is invalid. */
    public static @Nullable TaskId parseTaskId(String text) {
        return TaskId.isValid(text) ? new TaskId(text) : null;
    }

    /** Returns true when the field is present and not null. */
    public boolean has(String name) {
        return fields.hasNonNull(name);
    }

    /**
     * Returns a string field as {@code parser} converts it; null when it is absent or invalid.
     *
     * @param format expected format, quoted in the error
     * @param parser returns null for a string that does not have that format
     */
    public <T> @Nullable T text(String name, String format, Function<String, @Nullable T> parser) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            addError(ValidationErrorCode.FIELD_TYPE, "/" + name, "%s must be a string: %s.".formatted(name, format));
            return null;
        }
        return readText("/" + name, name, node.textValue(), format, parser);
    }

    /**
     * Returns an array of strings; null when the field is absent or invalid.
     *
     * @param max largest number of elements; 1 or more
     */
    public <T> @Nullable List<T> texts(String name, int max, String format, Function<String, @Nullable T> parser) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isArray() || node.isEmpty() || node.size() > max) {
            addError(
                    ValidationErrorCode.FIELD_RANGE,
                    "/" + name,
                    "%s must be an array of 1 to %d strings: %s.".formatted(name, max, format));
            return null;
        }
        var read = new ArrayList<T>();
        for (int i = 0; i < node.size(); i++) {
            var value = element(name, i, node.get(i), format, parser);
            if (value != null) {
                read.add(value);
            }
        }
        return List.copyOf(read);
    }

    private <T> @Nullable T element(
            String name, int index, JsonNode node, String format, Function<String, @Nullable T> parser) {
        var field = "/%s/%d".formatted(name, index);
        if (!node.isTextual()) {
            addError(
                    ValidationErrorCode.FIELD_TYPE,
                    field,
                    "Elements of %s must be strings: %s.".formatted(name, format));
            return null;
        }
        return readText(field, "Each element of " + name, node.textValue(), format, parser);
    }

    private <T> @Nullable T readText(
            String field, String name, String value, String format, Function<String, @Nullable T> parser) {
        var read = parser.apply(value);
        if (read == null) {
            addError(
                    ValidationErrorCode.FIELD_INVALID,
                    field,
                    "%s must be %s. It is %s.".formatted(name, format, Excerpt.escaped(value)));
        }
        return read;
    }

    /** Returns a boolean field; false when it is absent. */
    public boolean flag(String name) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            addError(ValidationErrorCode.FIELD_TYPE, "/" + name, "%s must be true or false.".formatted(name));
        }
        return node.asBoolean();
    }

    /** Returns an integer field from 1 to {@code max}; {@code max} when it is absent. */
    public int limit(String name, int max) {
        var node = fields.get(name);
        if (node == null || node.isNull()) {
            return max;
        }
        if (!node.isInt() || node.intValue() < 1 || node.intValue() > max) {
            addError(
                    ValidationErrorCode.FIELD_RANGE,
                    "/" + name,
                    "%s must be an integer from 1 to %d.".formatted(name, max));
            return max;
        }
        return node.intValue();
    }

    /** Adds a validation error. */
    public void addError(ValidationErrorCode code, String field, String detail) {
        errors.add(new ValidationError(code, field, detail));
    }

    /** Returns the validation errors found so far. */
    public List<ValidationError> errors() {
        return List.copyOf(errors);
    }

    /**
     * Rejects the body if any validation error was found.
     *
     * @throws ProblemException listing all validation errors
     */
    public void requireValid() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(errors));
        }
    }
}
