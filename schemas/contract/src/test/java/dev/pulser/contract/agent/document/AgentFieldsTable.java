// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Markdown table of all fields of an agent definition, generated from its schema for docs/agents.md. */
final class AgentFieldsTable {

    static final String START = "<!-- agent fields: generated -->\n";
    static final String END = "<!-- agent fields: end -->\n";

    private final JsonNode schema = AgentSchema.document();
    private final StringBuilder table = new StringBuilder();

    static String markdown() {
        return new AgentFieldsTable().render();
    }

    private String render() {
        table.append("\n| Field | Type | Default | Description |\n|---|---|---|---|\n");
        rows("", schema);
        return table.append('\n').toString();
    }

    private void rows(String parent, JsonNode object) {
        object.path("properties").properties().forEach(property -> {
            var name = parent + property.getKey();
            var field = property.getValue();
            table.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            name,
                            type(field),
                            standard(object, property.getKey()),
                            description(property.getKey(), parent, field)));
            rows(name + '.', field);
        });
    }

    private static String type(JsonNode field) {
        if (field.has("enum")) {
            return String.join(", ", codes(field.path("enum")));
        }
        return switch (field.path("type").asText()) {
            case "array" -> "list of " + (field.path("items").has("title") ? "names" : "strings");
            case "object" ->
                field.has("properties") || !field.has("additionalProperties") ? "object" : "object of US dollars";
            default -> field.path("title").asText(field.path("type").asText());
        };
    }

    private static String standard(JsonNode object, String name) {
        var field = object.path("properties").path(name);
        if (texts(object.path("required")).contains(name)) {
            return "required";
        }
        if (!field.has("default")) {
            return "";
        }
        var value = field.path("default");
        return value.isContainerNode() || value.asText().isEmpty() ? "empty" : "`%s`".formatted(value.asText());
    }

    private String description(String name, String parent, JsonNode field) {
        var text = new StringBuilder(field.path("description").asText());
        if (field.has("maximum") && field.path("maximum").asLong() < 1_000_000_000) {
            text.append(" From %s to %s."
                    .formatted(
                            field.path("minimum").asText(),
                            field.path("maximum").asText()));
        } else if (field.path("type").asText().equals("integer")) {
            text.append(" At least %s.".formatted(field.path("minimum").asText()));
        }
        if (field.has("maxLength")) {
            text.append(
                    " At most %s characters.".formatted(field.path("maxLength").asText()));
        }
        if (parent.isEmpty()) {
            text.append(kinds(name));
        }
        return text.toString();
    }

    /** Returns the kinds that need the field, and those that must not have it. */
    private String kinds(String name) {
        var required = new ArrayList<String>();
        var unsupported = new ArrayList<String>();
        for (var rule : schema.path("allOf")) {
            var kinds = codes(rule.path("if").path("properties").path("kind").path("enum"));
            if (texts(rule.path("then").path("required")).contains(name)) {
                required.addAll(kinds);
            }
            if (rule.path("then").path("properties").path(name).isBoolean()) {
                unsupported.addAll(kinds);
            }
        }
        return (required.isEmpty() ? "" : " Required for kind %s.".formatted(listed(required)))
                + (unsupported.isEmpty() ? "" : " Not supported for kind %s.".formatted(listed(unsupported)));
    }

    private static String listed(List<String> items) {
        var last = items.getLast();
        return items.size() == 1 ? last : String.join(", ", items.subList(0, items.size() - 1)) + " and " + last;
    }

    private static List<String> codes(JsonNode values) {
        return texts(values).stream().map("`%s`"::formatted).toList();
    }

    private static List<String> texts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
