// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object and collects what is wrong instead of stopping at the first. What cannot be read is null,
 * and a fault. Not thread-safe.
 */
final class FieldReader {

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final int SHOWN_CHARS = 80;

    private final JsonNode node;
    private final String path;
    private final List<ValidationError> faults;

    /**
     * @param path   of the object, such as {@code limits.}; empty for the agent itself
     * @param faults gets what is wrong
     */
    FieldReader(JsonNode node, String path, List<ValidationError> faults) {
        this.node = node;
        this.path = path;
        this.faults = faults;
    }

    /** A reader of the object in {@code field}; null where there is none, and a fault where it is no object. */
    @Nullable
    FieldReader object(String field) {
        if (!has(field)) {
            return null;
        }
        if (!node.path(field).isObject()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be an object");
            return null;
        }
        return new FieldReader(node.path(field), path + field + '.', faults);
    }

    void refuseUnknown(Set<String> known) {
        node.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                wrong(
                        ValidationErrorCode.FIELD_UNKNOWN,
                        field,
                        "no such field; there are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    /** Refuses a field that has no meaning here. */
    void refuse(String field, String why) {
        if (has(field)) {
            wrong(ValidationErrorCode.FIELD_INVALID, field, why);
        }
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    JsonNode raw(String field) {
        return node.path(field);
    }

    <T> @Nullable T required(String field, Function<String, T> reading) {
        if (!has(field)) {
            wrong(ValidationErrorCode.FIELD_REQUIRED, field, "it is required");
        }
        return optional(field, reading);
    }

    <T> @Nullable T optional(String field, Function<String, T> reading) {
        return has(field) ? read(field, node.path(field), reading) : null;
    }

    <T> List<T> list(String field, Function<String, T> reading) {
        var items = new ArrayList<T>();
        if (has(field) && !node.path(field).isArray()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be a list");
        }
        for (var item : node.path(field)) {
            var read = read(field, item, reading);
            if (read != null) {
                items.add(read);
            }
        }
        return items;
    }

    private <T> @Nullable T read(String field, JsonNode value, Function<String, T> reading) {
        if (!value.isValueNode()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be a text");
            return null;
        }
        var text = value.asText();
        try {
            return reading.apply(text);
        } catch (DateTimeException e) {
            wrong(
                    ValidationErrorCode.FIELD_INVALID,
                    field,
                    "\"%s\" is not a duration such as PT5M".formatted(shown(text)));
        } catch (IllegalArgumentException e) {
            wrong(ValidationErrorCode.FIELD_INVALID, field, "\"%s\": %s".formatted(shown(text), e.getMessage()));
        }
        return null;
    }

    private static String shown(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + "…";
    }

    boolean flag(String field, boolean otherwise) {
        var value = node.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be true or false");
        }
        return value.asBoolean(otherwise);
    }

    @Nullable
    Integer requiredNumber(String field) {
        if (!has(field)) {
            wrong(ValidationErrorCode.FIELD_REQUIRED, field, "it is required");
        }
        return number(field);
    }

    @Nullable
    Integer number(String field) {
        var value = node.path(field);
        if (!has(field)) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be a whole number");
            return null;
        }
        return value.intValue();
    }

    @Nullable
    Double fraction(String field) {
        var value = node.path(field);
        if (!has(field)) {
            return null;
        }
        if (!value.isNumber()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be a number");
            return null;
        }
        return value.doubleValue();
    }

    /** US dollars, as millionths. */
    @Nullable
    Long dollars(String field) {
        return has(field) ? dollars(field, node.path(field)) : null;
    }

    /** An object of US dollars, as millionths. */
    Map<String, Long> dollarsByName(String field) {
        var all = new LinkedHashMap<String, Long>();
        if (has(field) && !node.path(field).isObject()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be an object of US dollars by company");
        }
        node.path(field).properties().forEach(entry -> {
            var micros = dollars(field + '.' + entry.getKey(), entry.getValue());
            if (micros != null) {
                all.put(entry.getKey(), micros);
            }
        });
        return all;
    }

    private @Nullable Long dollars(String field, JsonNode value) {
        if (!value.isNumber()) {
            wrong(ValidationErrorCode.FIELD_TYPE, field, "it must be a number of US dollars, such as 0.05");
            return null;
        }
        try {
            long micros = value.decimalValue().multiply(MICROS).longValueExact();
            if (micros >= 0) {
                return micros;
            }
        } catch (ArithmeticException e) {
            // said below, as of what is below zero
        }
        wrong(
                ValidationErrorCode.FIELD_RANGE,
                field,
                "it must be US dollars, not below zero, with at most six decimals");
        return null;
    }

    void wrong(ValidationErrorCode code, String field, String what) {
        var name = path + field;
        faults.add(new ValidationError(code, '/' + name.replace('.', '/'), name + ": " + what));
    }
}
