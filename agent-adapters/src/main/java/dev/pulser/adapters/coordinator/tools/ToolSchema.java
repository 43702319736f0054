// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks through a tool's schema for what makes the tool unusable: a reference to another document, and a mark for a header
 * ({@code x-mcp-header}) that breaks the protocol's rules for it.
 */
final class ToolSchema {

    /** The member of a parameter's schema that asks for its value in a header as well. */
    static final String HEADER_MARK = "x-mcp-header";

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** What stands there is no schema, whatever it looks like. */
    private static final Set<String> PLAIN_VALUES = Set.of("const", "enum", "default", "examples", "example");

    private static final Set<String> HEADER_TYPES = Set.of("string", "integer", "boolean");

    private static final Pattern HEADER_TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private final Set<String> headers = new HashSet<>();

    private ToolSchema() {}

    /** @throws IllegalArgumentException that names the place */
    static void check(String name, Json schema) {
        new ToolSchema().look(name, schema, true);
    }

    /** @param onlyProperties whether the way from the root to here leads through {@code properties} alone */
    private void look(String path, Json schema, boolean onlyProperties) {
        var members = schema.members();
        members.forEach((keyword, value) -> {
            var here = path + '.' + Excerpt.printable(keyword);
            if (REFERENCES.contains(keyword)) {
                checkReference(here, value);
            } else if (keyword.equals(HEADER_MARK)) {
                checkMark(here, value, members, onlyProperties);
            } else if (SCHEMAS_BY_NAME.contains(keyword)) {
                boolean still = onlyProperties && keyword.equals("properties");
                value.members().forEach((name, part) -> look(here + '.' + Excerpt.printable(name), part, still));
            } else if (!PLAIN_VALUES.contains(keyword)) {
                parts(value).forEach(part -> look(here, part, false));
            }
        });
    }

    private static List<Json> parts(Json value) {
        return value.isArray() ? value.elements() : List.of(value);
    }

    private static void checkReference(String path, Json value) {
        if (!value.asString().filter(target -> target.startsWith("#")).isPresent()) {
            throw new IllegalArgumentException(
                    "%s refers to another document (%s), and none is ever fetched: put it under $defs"
                            .formatted(path, Excerpt.printable(value.text())));
        }
    }

    private void checkMark(String path, Json value, Map<String, Json> schema, boolean onlyProperties) {
        var header = value.asString().orElse("");
        if (!HEADER_TOKEN.matcher(header).matches()) {
            throw new IllegalArgumentException(
                    "%s is no name for a header: %s".formatted(path, Excerpt.printable(value.text())));
        }
        if (!onlyProperties || path.indexOf('.') == path.lastIndexOf('.')) {
            throw new IllegalArgumentException(
                    "%s may mark a parameter only, reached through nothing but properties".formatted(path));
        }
        var type = schema.getOrDefault("type", Json.NULL).asString().orElse("");
        if (!HEADER_TYPES.contains(type)) {
            throw new IllegalArgumentException("%s may mark a string, an integer or a boolean only".formatted(path));
        }
        if (!headers.add(header.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("%s asks for header %s a second time".formatted(path, header));
        }
    }
}
