// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules for the schemas of a tool: no references to other documents, and {@code x-mcp-header} only as the protocol allows it.
 */
final class ToolSchemaRules {

    /** Keyword in the schema of a parameter that requires its value in a header as well. */
    static final String HEADER_KEYWORD = "x-mcp-header";

    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

    /** Keywords whose values are not schemas. */
    private static final Set<String> VALUE_KEYWORDS = Set.of("const", "enum", "default", "examples", "example");

    private static final Set<String> HEADER_TYPES = Set.of("string", "integer", "boolean");

    private static final Pattern HEADER_TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");

    private final Set<String> headers = new HashSet<>();

    private ToolSchemaRules() {}

    /** @throws IllegalArgumentException if a rule is violated; the message names the location */
    static void check(String name, Json schema) {
        new ToolSchemaRules().visit(name, schema, true);
    }

    /** @param onlyProperties true if the path from the root consists of {@code properties} only */
    private void visit(String path, Json schema, boolean onlyProperties) {
        var members = schema.members();
        members.forEach((keyword, value) -> {
            var location = path + '.' + Excerpt.line(keyword);
            if (REFERENCES.contains(keyword)) {
                checkReference(location, value);
            } else if (keyword.equals(HEADER_KEYWORD)) {
                checkHeader(location, value, members, onlyProperties);
            } else if (SCHEMAS_BY_NAME.contains(keyword)) {
                boolean still = onlyProperties && keyword.equals("properties");
                value.members().forEach((name, part) -> visit(location + '.' + Excerpt.line(name), part, still));
            } else if (!VALUE_KEYWORDS.contains(keyword)) {
                parts(value).forEach(part -> visit(location, part, false));
            }
        });
    }

    private static List<Json> parts(Json value) {
        return value.isArray() ? value.elements() : List.of(value);
    }

    private static void checkReference(String path, Json value) {
        if (!value.asString().filter(target -> target.startsWith("#")).isPresent()) {
            throw new IllegalArgumentException("%s refers to another document (%s). Use $defs instead"
                    .formatted(path, Excerpt.line(value.text())));
        }
    }

    private void checkHeader(String path, Json value, Map<String, Json> schema, boolean onlyProperties) {
        var header = value.asString().orElse("");
        if (!HEADER_TOKEN.matcher(header).matches()) {
            throw new IllegalArgumentException(
                    "%s is not a valid header name: %s".formatted(path, Excerpt.line(value.text())));
        }
        if (!onlyProperties || path.indexOf('.') == path.lastIndexOf('.')) {
            throw new IllegalArgumentException(
                    "%s is allowed on parameters only, nested in properties".formatted(path));
        }
        var type = schema.getOrDefault("type", Json.NULL).asString().orElse("");
        if (!HEADER_TYPES.contains(type)) {
            throw new IllegalArgumentException("%s is allowed on strings, integers and booleans only".formatted(path));
        }
        if (!headers.add(header.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("%s repeats the header %s".formatted(path, header));
        }
    }
}
