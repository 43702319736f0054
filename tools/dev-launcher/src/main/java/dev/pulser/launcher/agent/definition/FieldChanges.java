// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pulser.launcher.cli.UsageFailure;
import java.util.List;

/** Makes a JSON Merge Patch of {@code --set limits.requests_per_minute=60} and {@code --unset budget}. */
final class FieldChanges {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode patch = JsonNodeFactory.instance.objectNode();

    private FieldChanges() {}

    /** @throws UsageFailure where one of them is no change, or two of them contradict each other */
    static ObjectNode patch(List<String> set, List<String> unset) {
        var changes = new FieldChanges();
        set.forEach(changes::set);
        unset.forEach(field -> changes.put("--unset", field, JsonNodeFactory.instance.nullNode()));
        return changes.patch;
    }

    private void set(String change) {
        int sign = change.indexOf('=');
        if (sign < 1) {
            throw new UsageFailure("--set takes FIELD=VALUE, such as capacity=8, not %s".formatted(change));
        }
        var field = change.substring(0, sign);
        var value = value(field, change.substring(sign + 1));
        if (value.isMissingNode() || value.isNull()) {
            throw new UsageFailure("--set %s has no value: --unset %s takes the field out".formatted(change, field));
        }
        put("--set", field, value);
    }

    private static JsonNode value(String field, String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            throw new UsageFailure("--set %s: the value is not YAML: %s"
                    .formatted(field, e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private void put(String option, String field, JsonNode value) {
        var names = List.of(field.split("\\.", -1));
        if (names.stream().anyMatch(String::isBlank)) {
            throw new UsageFailure(
                    "%s %s names no field, such as capacity or limits.requests_per_minute".formatted(option, field));
        }
        var inside = patch;
        for (var name : names.subList(0, names.size() - 1)) {
            if (!(inside.path(name) instanceof ObjectNode) && inside.has(name)) {
                throw twice(field);
            }
            inside = inside.withObjectProperty(name);
        }
        if (inside.has(names.getLast())) {
            throw twice(field);
        }
        inside.set(names.getLast(), value);
    }

    private static UsageFailure twice(String field) {
        return new UsageFailure(
                "%s, or what it is part of, is changed twice: say once what it is to be".formatted(field));
    }
}
