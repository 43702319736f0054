// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.pulser.cli.console.UsageException;
import java.util.List;

/** JSON Merge Patch made of options such as {@code --set limits.requests_per_minute=60} and {@code --unset budget}. */
final class AgentPatch {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode patch = JsonNodeFactory.instance.objectNode();

    private AgentPatch() {}

    /**
     * Returns the patch.
     *
     * @throws UsageException when an option is malformed or a field is changed twice
     */
    static ObjectNode of(List<String> set, List<String> unset) {
        var changes = new AgentPatch();
        set.forEach(changes::set);
        unset.forEach(field -> changes.put("--unset", field, JsonNodeFactory.instance.nullNode()));
        return changes.patch;
    }

    private void set(String change) {
        int sign = change.indexOf('=');
        if (sign < 1) {
            throw new UsageException(
                    "Invalid value '%s' for --set. Use FIELD=VALUE, such as capacity=8.".formatted(change));
        }
        var field = change.substring(0, sign);
        var value = value(field, change.substring(sign + 1));
        if (value.isMissingNode() || value.isNull()) {
            throw new UsageException(
                    "Invalid value '%s' for --set: the value is missing. Use --unset %s to remove the field."
                            .formatted(change, field));
        }
        put("--set", field, value);
    }

    private static JsonNode value(String field, String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            throw new UsageException("Invalid value for --set %s: it is not valid YAML: %s"
                    .formatted(field, e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    private void put(String option, String field, JsonNode value) {
        var names = List.of(field.split("\\.", -1));
        if (names.stream().anyMatch(String::isBlank)) {
            throw new UsageException(
                    "Invalid field '%2$s' for %1$s. Use a field such as capacity or limits.requests_per_minute."
                            .formatted(option, field));
        }
        var inside = patch;
        for (var name : names.subList(0, names.size() - 1)) {
            if (!(inside.path(name) instanceof ObjectNode) && inside.has(name)) {
                throw duplicateField(field);
            }
            inside = inside.withObjectProperty(name);
        }
        if (inside.has(names.getLast())) {
            throw duplicateField(field);
        }
        inside.set(names.getLast(), value);
    }

    private static UsageException duplicateField(String field) {
        return new UsageException(
                "Field %s, or one that contains it, is changed twice. Name each field once.".formatted(field));
    }
}
