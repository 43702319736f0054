// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, checked: nothing unknown, nothing missing, every type and bound kept. */
public final class Arguments {

    private final ObjectNode values;

    private Arguments(ObjectNode values) {
        this.values = values;
    }

    /** What {@link #check} finds. */
    public sealed interface Check {

        record Good(Arguments arguments) implements Check {}

        /** {@code reason} names the argument and what it has to be. */
        record Bad(String reason) implements Check {}
    }

    /** Checks the call's {@code arguments}; left out or null is the same as empty */
    public static Check check(List<Parameter> parameters, @Nullable JsonNode given) {
        if (given == null || given.isNull() || given.isMissingNode()) {
            return check(parameters, JsonNodeFactory.instance.objectNode());
        }
        if (!(given instanceof ObjectNode values)) {
            return new Check.Bad("arguments must be an object");
        }
        return firstProblem(parameters, values)
                .<Check>map(Check.Bad::new)
                .orElseGet(() -> new Check.Good(new Arguments(values)));
    }

    public String text(Parameter.Text parameter) {
        return values.path(parameter.name()).asText();
    }

    public Optional<String> find(Parameter.Text parameter) {
        return Optional.ofNullable(values.get(parameter.name())).map(JsonNode::asText);
    }

    /** The given number, or the parameter's default. */
    public int whole(Parameter.Whole parameter) {
        return values.path(parameter.name()).asInt(parameter.fallback());
    }

    private static Optional<String> firstProblem(List<Parameter> parameters, ObjectNode values) {
        var names = parameters.stream().map(Parameter::name).toList();
        for (var field : values.properties()) {
            if (!names.contains(field.getKey())) {
                return Optional.of(
                        "%s is not an argument of this tool; %s".formatted(shortened(field.getKey()), known(names)));
            }
        }
        return parameters.stream()
                .map(parameter -> problemWith(parameter, values.get(parameter.name())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> problemWith(Parameter parameter, @Nullable JsonNode value) {
        if (value == null) {
            return parameter.required() ? Optional.of(parameter.name() + " is missing") : Optional.empty();
        }
        return switch (parameter) {
            case Parameter.Text text -> problemWithText(text, value);
            case Parameter.Whole whole -> problemWithWhole(whole, value);
        };
    }

    private static Optional<String> problemWithText(Parameter.Text parameter, JsonNode value) {
        if (!value.isTextual()) {
            return Optional.of("%s must be a string".formatted(parameter.name()));
        }
        if (value.textValue().length() > Parameter.Text.MAX_CHARS) {
            return Optional.of("%s has %d characters, the limit is %d"
                    .formatted(parameter.name(), value.textValue().length(), Parameter.Text.MAX_CHARS));
        }
        if (parameter.required() && value.textValue().isBlank()) {
            return Optional.of("%s must not be blank".formatted(parameter.name()));
        }
        return Optional.empty();
    }

    private static Optional<String> problemWithWhole(Parameter.Whole parameter, JsonNode value) {
        var fits = value.isNumber()
                && value.canConvertToExactIntegral()
                && value.canConvertToInt()
                && value.asInt() >= parameter.min()
                && value.asInt() <= parameter.max();
        return fits
                ? Optional.empty()
                : Optional.of("%s must be a whole number from %d to %d"
                        .formatted(parameter.name(), parameter.min(), parameter.max()));
    }

    private static String known(List<String> names) {
        return names.isEmpty() ? "it takes none" : names.stream().collect(Collectors.joining(", ", "it takes ", ""));
    }

    private static String shortened(String field) {
        return field.length() <= 60 ? field : field.substring(0, 60) + "…";
    }
}
