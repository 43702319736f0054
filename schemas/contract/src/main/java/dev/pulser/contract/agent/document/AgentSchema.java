// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.schema.CompiledSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON Schema of agent definitions: the resources {@code agent-definition.schema.json} and, for files with several agents,
 * {@code agents-file.schema.json}. Source of all rules, defaults and descriptions of fields that JSON Schema can express.
 */
public final class AgentSchema {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FOLDER = "/dev/pulser/contract/agent/";
    private static final String BASE_URL = "https://pulser.dev/schemas/";
    private static final String DEFINITION_NAME = "agent-definition.schema.json";
    private static final String FILE_NAME = "agents-file.schema.json";
    private static final String REFERENCE = "$ref";

    private static final Map<String, String> DOCUMENTS =
            Map.of(BASE_URL + DEFINITION_NAME, resource(DEFINITION_NAME), BASE_URL + FILE_NAME, resource(FILE_NAME));
    private static final JsonNode DOCUMENT = tree(resource(DEFINITION_NAME));

    static final CompiledSchema DEFINITION = CompiledSchema.trusted(BASE_URL + DEFINITION_NAME, DOCUMENTS);
    static final CompiledSchema FILE = CompiledSchema.trusted(BASE_URL + FILE_NAME, DOCUMENTS);

    private AgentSchema() {}

    /** Returns the schema of one agent definition with each {@code $ref} replaced by its target. The copy may be changed. */
    public static ObjectNode document() {
        var schema = (ObjectNode) expanded(DOCUMENT);
        schema.remove("$defs");
        return schema;
    }

    /** Returns the keywords beside the one at {@code keywordLocation}, a JSON Pointer into the schema of a definition. */
    static JsonNode siblings(String keywordLocation) {
        return DOCUMENT.at(keywordLocation.substring(0, keywordLocation.lastIndexOf('/')));
    }

    /** Returns a copy of a valid definition in which missing fields that have a default are set to it. */
    static JsonNode withDefaults(JsonNode definition) {
        return withDefaults(definition, DOCUMENT);
    }

    private static JsonNode withDefaults(JsonNode value, JsonNode schema) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        var complete = object.objectNode();
        schema.path("properties").properties().forEach(property -> {
            var given = object.get(property.getKey());
            var standard = property.getValue().get("default");
            if (given != null) {
                complete.set(property.getKey(), withDefaults(given, property.getValue()));
            } else if (standard != null) {
                complete.set(property.getKey(), standard);
            }
        });
        // Objects with free names, such as the payload schema, have no properties in the schema.
        object.properties().forEach(member -> complete.putIfAbsent(member.getKey(), member.getValue()));
        return complete;
    }

    private static JsonNode expanded(JsonNode schema) {
        if (schema.isArray()) {
            var items = JSON.createArrayNode();
            schema.forEach(item -> items.add(expanded(item)));
            return items;
        }
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        var whole = JSON.createObjectNode();
        object.properties().forEach(keyword -> {
            if (keyword.getKey().equals(REFERENCE)) {
                var target = DOCUMENT.at(keyword.getValue().textValue().substring(1));
                target.properties().forEach(each -> whole.putIfAbsent(each.getKey(), expanded(each.getValue())));
            } else {
                whole.set(keyword.getKey(), expanded(keyword.getValue()));
            }
        });
        return whole;
    }

    private static String resource(String name) {
        try (var stream = AgentSchema.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("resource %s%s is missing".formatted(FOLDER, name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema of agent definitions is not valid JSON", e);
        }
    }
}
