// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Limits of a schema that is not trusted, checked before it is compiled: every {@code $ref} points into the schema and none
 * is recursive, every pattern runs in linear time, and the schema is small with every {@code $ref} expanded. One instance
 * checks one schema; not thread-safe.
 */
final class SchemaLimits {

    /** Nesting of subschemas, with every {@code $ref} expanded. */
    static final int MAX_DEPTH = 64;

    /** Number of subschemas, with every {@code $ref} expanded. */
    static final int MAX_SUBSCHEMAS = 2_000;

    static final int MAX_EXPONENT = 400;
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final Set<String> SINGLE_SCHEMA = Set.of(
            "items",
            "contains",
            "additionalProperties",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "not",
            "if",
            "then",
            "else",
            "contentSchema");
    private static final Set<String> SCHEMA_LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMA_MAP = Set.of("properties", "patternProperties", "dependentSchemas");
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");
    private static final Set<String> DYNAMIC =
            Set.of("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor");

    /** References whose names need no escaping, neither as JSON Pointer nor as URI. */
    private static final Pattern LOCAL_REFERENCE = Pattern.compile("#(/[A-Za-z0-9_.$-]+)*");

    private final Map<String, JsonNode> subschemas = new LinkedHashMap<>();
    private final Map<String, ExpandedSize> sizes = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private SchemaLimits() {}

    /** Size of a subschema with every reference expanded. */
    private record ExpandedSize(int subschemas, int depth) {}

    /** @throws UnsafeSchemaException when the schema exceeds a limit */
    static void check(JsonNode schema) {
        checkNumbers("", schema);
        var limits = new SchemaLimits();
        limits.collect("", schema);
        for (var pointer : limits.subschemas.keySet()) {
            limits.expandedSize(pointer, pointer);
        }
    }

    private static void checkNumbers(String pointer, JsonNode node) {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
            throw UnsafeSchemaException.unsafe(
                    pointer, "the exponent of the number must be from -%1$d to %1$d".formatted(MAX_EXPONENT));
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            checkNumbers(pointer + '/' + i, node.get(i));
        }
        node.properties().forEach(field -> checkNumbers(below(pointer, field.getKey()), field.getValue()));
    }

    private void collect(String pointer, JsonNode schema) {
        subschemas.put(pointer, schema);
        if (subschemas.size() > MAX_SUBSCHEMAS) {
            throw UnsafeSchemaException.unsafe(
                    pointer, "the schema has more than %d subschemas".formatted(MAX_SUBSCHEMAS));
        }
        checkKeywords(pointer, schema);
        parts(pointer, schema, SCHEMA_MAP).forEach(this::collect);
        named(pointer, schema, DEFINITIONS).forEach(this::collect);
    }

    private static void checkKeywords(String pointer, JsonNode schema) {
        for (var keyword : schema.properties()) {
            var location = below(pointer, keyword.getKey());
            var value = keyword.getValue();
            if (DYNAMIC.contains(keyword.getKey())) {
                throw UnsafeSchemaException.unsafe(location, "dynamic references are not supported; use $ref");
            }
            switch (keyword.getKey()) {
                case "$schema" -> {
                    if (!value.asText().equals(DIALECT)) {
                        throw UnsafeSchemaException.unsafe(
                                location, "$schema must be %s; leave it out for this default".formatted(DIALECT));
                    }
                }
                case "$id" -> {
                    if (!pointer.isEmpty()) {
                        throw UnsafeSchemaException.unsafe(
                                location, "$id is supported at the root of the schema only; remove it");
                    }
                }
                case "pattern" -> {
                    if (value.isTextual()) {
                        checkPattern(location, value.textValue());
                    }
                }
                case "patternProperties" ->
                    value.fieldNames().forEachRemaining(pattern -> checkPattern(below(location, pattern), pattern));
                default -> {}
            }
        }
    }

    private static void checkPattern(String pointer, String pattern) {
        try {
            LinearPattern.compile(pattern);
        } catch (IllegalArgumentException e) {
            throw UnsafeSchemaException.unsafe(pointer, "unsupported pattern: " + e.getMessage());
        }
    }

    /** @param from location of the keyword that refers to the subschema, named in error messages */
    private ExpandedSize expandedSize(String pointer, String from) {
        var computed = sizes.get(pointer);
        if (computed != null) {
            return computed;
        }
        if (!open.add(pointer)) {
            throw UnsafeSchemaException.unsafe(from, "recursive reference; write out as many levels as are needed");
        }
        var schema = subschemas.get(pointer);
        if (schema == null) {
            throw UnsafeSchemaException.unsafe(from, "no subschema found at #" + pointer);
        }
        int all = 1;
        int depth = 0;
        for (var part : references(pointer, schema).entrySet()) {
            var inner = expandedSize(part.getValue(), part.getKey());
            all += inner.subschemas;
            depth = Math.max(depth, inner.depth);
            if (all > MAX_SUBSCHEMAS || depth >= MAX_DEPTH) {
                throw UnsafeSchemaException.unsafe(
                        part.getKey(),
                        "with every $ref expanded the schema has more than %d subschemas, or more than %d nested ones"
                                .formatted(MAX_SUBSCHEMAS, MAX_DEPTH));
            }
        }
        open.remove(pointer);
        var size = new ExpandedSize(all, depth + 1);
        sizes.put(pointer, size);
        return size;
    }

    /** Returns the subschemas that are evaluated together with a subschema, by the location of the keyword that names them. */
    private static Map<String, String> references(String pointer, JsonNode schema) {
        var locations = new LinkedHashMap<String, String>();
        parts(pointer, schema, SCHEMA_MAP).keySet().forEach(part -> locations.put(part, part));
        var reference = schema.path("$ref");
        if (reference.isTextual()) {
            var location = below(pointer, "$ref");
            if (!LOCAL_REFERENCE.matcher(reference.textValue()).matches()) {
                throw UnsafeSchemaException.unsafe(
                        location,
                        "a reference must point into this schema, such as #/$defs/item, with names of A-Z a-z 0-9 _ . $ -;"
                                + " remote schemas are not loaded");
            }
            locations.put(location, reference.textValue().substring(1));
        }
        return locations;
    }

    private static Map<String, JsonNode> parts(String pointer, JsonNode schema, Set<String> mapKeywords) {
        var parts = named(pointer, schema, mapKeywords);
        for (var keyword : schema.properties()) {
            var location = below(pointer, keyword.getKey());
            if (SINGLE_SCHEMA.contains(keyword.getKey())) {
                parts.put(location, keyword.getValue());
            } else if (SCHEMA_LIST.contains(keyword.getKey())) {
                for (int i = 0; i < keyword.getValue().size(); i++) {
                    parts.put(location + '/' + i, keyword.getValue().path(i));
                }
            }
        }
        return parts;
    }

    private static Map<String, JsonNode> named(String pointer, JsonNode schema, Set<String> keywords) {
        var parts = new LinkedHashMap<String, JsonNode>();
        for (var keyword : keywords) {
            schema.path(keyword)
                    .properties()
                    .forEach(part -> parts.put(below(below(pointer, keyword), part.getKey()), part.getValue()));
        }
        return parts;
    }

    static String below(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }
}
