// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validated arguments of one call. */
public final class ToolArguments {

    private final ObjectNode values;

    private ToolArguments(ObjectNode values) {
        this.values = values;
    }

    /** Result of the validation. */
    public sealed interface Check {

        record Valid(ToolArguments arguments) implements Check {}

        /** Invalid arguments; the reason names the argument and its rule. */
        record Invalid(String reason) implements Check {}
    }

    /** Validates the arguments of a call; null counts as empty. */
    public static Check check(List<Parameter> parameters, @Nullable JsonNode given) {
        if (given == null || given.isNull() || given.isMissingNode()) {
            return check(parameters, JsonNodeFactory.instance.objectNode());
        }
        if (!(given instanceof ObjectNode values)) {
            return new Check.Invalid("arguments must be an object.");
        }
        return firstError(parameters, values)
                .<Check>map(Check.Invalid::new)
                .orElseGet(() -> new Check.Valid(new ToolArguments(values)));
    }

    public String text(Parameter.TextParameter parameter) {
        return values.path(parameter.name()).asText();
    }

    public Optional<String> find(Parameter.TextParameter parameter) {
        return Optional.ofNullable(values.get(parameter.name())).map(JsonNode::asText);
    }

    /** Returns the number, or the default of the parameter. */
    public int integer(Parameter.IntegerParameter parameter) {
        return values.path(parameter.name()).asInt(parameter.defaultValue());
    }

    private static Optional<String> firstError(List<Parameter> parameters, ObjectNode values) {
        var names = parameters.stream().map(Parameter::name).toList();
        for (var field : values.properties()) {
            if (!names.contains(field.getKey())) {
                return Optional.of(
                        "%s is not an argument of this tool. %s".formatted(truncated(field.getKey()), known(names)));
            }
        }
        return parameters.stream()
                .map(parameter -> errorOf(parameter, values.get(parameter.name())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> errorOf(Parameter parameter, @Nullable JsonNode value) {
        if (value == null) {
            return parameter.required() ? Optional.of(parameter.name() + " is required.") : Optional.empty();
        }
        return switch (parameter) {
            case Parameter.TextParameter text -> errorOfText(text, value);
            case Parameter.IntegerParameter whole -> errorOfWhole(whole, value);
        };
    }

    private static Optional<String> errorOfText(Parameter.TextParameter parameter, JsonNode value) {
        if (!value.isTextual()) {
            return Optional.of("%s must be a string.".formatted(parameter.name()));
        }
        if (value.textValue().length() > Parameter.TextParameter.MAX_CHARS) {
            return Optional.of("%s must have at most %d characters. It has %d."
                    .formatted(
                            parameter.name(),
                            Parameter.TextParameter.MAX_CHARS,
                            value.textValue().length()));
        }
        if (parameter.required() && value.textValue().isBlank()) {
            return Optional.of("%s must not be blank.".formatted(parameter.name()));
        }
        return Optional.empty();
    }

    private static Optional<String> errorOfWhole(Parameter.IntegerParameter parameter, JsonNode value) {
        var fits = value.isNumber()
                && value.canConvertToExactIntegral()
                && value.canConvertToInt()
                && value.asInt() >= parameter.min()
                && value.asInt() <= parameter.max();
        return fits
                ? Optional.empty()
                : Optional.of("%s must be an integer from %d to %d."
                        .formatted(parameter.name(), parameter.min(), parameter.max()));
    }

    private static String known(List<String> names) {
        return names.isEmpty() ? "It takes none." : names.stream().collect(Collectors.joining(", ", "It takes ", "."));
    }

    private static String truncated(String field) {
        return field.length() <= 60 ? field : field.substring(0, 60) + "…";
    }
}
