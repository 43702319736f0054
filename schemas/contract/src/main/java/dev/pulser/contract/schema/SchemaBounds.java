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
 * Refuses a schema that could do harm before anything is done with it: every {@code $ref} stays inside and leads nowhere
 * twice, every pattern is linear, and with every {@code $ref} written out it is still small. One instance checks one
 * schema; not thread-safe.
 */
final class SchemaBounds {

    /** Subschemas within each other, each {@code $ref} followed. */
    static final int MAX_DEPTH = 64;

    /** Subschemas in all, each {@code $ref} written out. */
    static final int MAX_SUBSCHEMAS = 2_000;

    static final int MAX_EXPONENT = 400;
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final Set<String> HOLDING_ONE = Set.of(
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
    private static final Set<String> HOLDING_A_LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> HOLDING_BY_NAME = Set.of("properties", "patternProperties", "dependentSchemas");
    private static final Set<String> KEEPING = Set.of("$defs", "definitions");
    private static final Set<String> DYNAMIC =
            Set.of("$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor");

    /** Names that every reader of JSON Pointers and URIs takes for the same. */
    private static final Pattern INSIDE = Pattern.compile("#(/[A-Za-z0-9_.$-]+)*");

    private final Map<String, JsonNode> subschemas = new LinkedHashMap<>();
    private final Map<String, Extent> extents = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    private SchemaBounds() {}

    /** How much a subschema is with every reference written out. */
    private record Extent(int subschemas, int depth) {}

    /** @throws SchemaRefused where it is unsafe */
    static void check(JsonNode schema) {
        checkNumbers("", schema);
        var bounds = new SchemaBounds();
        bounds.collect("", schema);
        for (var pointer : bounds.subschemas.keySet()) {
            bounds.extent(pointer, pointer);
        }
    }

    private static void checkNumbers(String pointer, JsonNode node) {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
            throw SchemaRefused.unsafe(pointer, "its exponent is beyond %d".formatted(MAX_EXPONENT));
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            checkNumbers(pointer + '/' + i, node.get(i));
        }
        node.properties().forEach(field -> checkNumbers(below(pointer, field.getKey()), field.getValue()));
    }

    private void collect(String pointer, JsonNode schema) {
        subschemas.put(pointer, schema);
        if (subschemas.size() > MAX_SUBSCHEMAS) {
            throw SchemaRefused.unsafe(pointer, "there are more than %d subschemas".formatted(MAX_SUBSCHEMAS));
        }
        checkWords(pointer, schema);
        parts(pointer, schema, HOLDING_BY_NAME).forEach(this::collect);
        named(pointer, schema, KEEPING).forEach(this::collect);
    }

    private static void checkWords(String pointer, JsonNode schema) {
        for (var word : schema.properties()) {
            var place = below(pointer, word.getKey());
            var value = word.getValue();
            if (DYNAMIC.contains(word.getKey())) {
                throw SchemaRefused.unsafe(place, "where it leads cannot be told beforehand; use $ref");
            }
            switch (word.getKey()) {
                case "$schema" -> {
                    if (!value.asText().equals(DIALECT)) {
                        throw SchemaRefused.unsafe(place, "it must be %s, or left out".formatted(DIALECT));
                    }
                }
                case "$id" -> {
                    if (!pointer.isEmpty()) {
                        throw SchemaRefused.unsafe(place, "only the whole schema has an $id; leave it out here");
                    }
                }
                case "pattern" -> {
                    if (value.isTextual()) {
                        checkPattern(place, value.textValue());
                    }
                }
                case "patternProperties" ->
                    value.fieldNames().forEachRemaining(pattern -> checkPattern(below(place, pattern), pattern));
                default -> {}
            }
        }
    }

    private static void checkPattern(String pointer, String pattern) {
        try {
            LinearPattern.compile(pattern);
        } catch (IllegalArgumentException e) {
            throw SchemaRefused.unsafe(pointer, "the pattern is not taken, " + e.getMessage());
        }
    }

    /** @param from what led here, to be named in a refusal */
    private Extent extent(String pointer, String from) {
        var known = extents.get(pointer);
        if (known != null) {
            return known;
        }
        if (!open.add(pointer)) {
            throw SchemaRefused.unsafe(from, "it leads back to itself; write out as many levels as there may be");
        }
        var schema = subschemas.get(pointer);
        if (schema == null) {
            throw SchemaRefused.unsafe(from, "there is no subschema at #" + pointer);
        }
        int all = 1;
        int depth = 0;
        for (var part : leadingOn(pointer, schema).entrySet()) {
            var inner = extent(part.getValue(), part.getKey());
            all += inner.subschemas;
            depth = Math.max(depth, inner.depth);
            if (all > MAX_SUBSCHEMAS || depth >= MAX_DEPTH) {
                throw SchemaRefused.unsafe(
                        part.getKey(),
                        "with every $ref written out there are more than %d subschemas, or more than %d within each other"
                                .formatted(MAX_SUBSCHEMAS, MAX_DEPTH));
            }
        }
        open.remove(pointer);
        var extent = new Extent(all, depth + 1);
        extents.put(pointer, extent);
        return extent;
    }

    /** What is checked along with a subschema, by the place that says so. */
    private static Map<String, String> leadingOn(String pointer, JsonNode schema) {
        var places = new LinkedHashMap<String, String>();
        parts(pointer, schema, HOLDING_BY_NAME).keySet().forEach(part -> places.put(part, part));
        var reference = schema.path("$ref");
        if (reference.isTextual()) {
            var place = below(pointer, "$ref");
            if (!INSIDE.matcher(reference.textValue()).matches()) {
                throw SchemaRefused.unsafe(
                        place,
                        "it must lead into this schema by names of A-Z a-z 0-9 _ . $ - such as #/$defs/item;"
                                + " nothing is fetched");
            }
            places.put(place, reference.textValue().substring(1));
        }
        return places;
    }

    private static Map<String, JsonNode> parts(String pointer, JsonNode schema, Set<String> holdingByName) {
        var parts = named(pointer, schema, holdingByName);
        for (var word : schema.properties()) {
            var place = below(pointer, word.getKey());
            if (HOLDING_ONE.contains(word.getKey())) {
                parts.put(place, word.getValue());
            } else if (HOLDING_A_LIST.contains(word.getKey())) {
                for (int i = 0; i < word.getValue().size(); i++) {
                    parts.put(place + '/' + i, word.getValue().path(i));
                }
            }
        }
        return parts;
    }

    private static Map<String, JsonNode> named(String pointer, JsonNode schema, Set<String> words) {
        var parts = new LinkedHashMap<String, JsonNode>();
        for (var word : words) {
            schema.path(word)
                    .properties()
                    .forEach(part -> parts.put(below(below(pointer, word), part.getKey()), part.getValue()));
        }
        return parts;
    }

    static String below(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }
}
