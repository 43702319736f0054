// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A tool as {@code tools/list} shows it. It is read from {@code /mcp/tools/NAME.json}, and what it answers from the file of
 * {@code /mcp/answers} that {@code answer} names there.
 */
final class ToolDefinition {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ToolDefinition() {}

    static ObjectNode of(String name) {
        var file = read("/mcp/tools/" + name + ".json");
        var answer = file.remove("answer").asText();
        var definition = JSON.createObjectNode().put("name", name);
        definition.setAll(file);
        definition.set("outputSchema", orProblem(read("/mcp/answers/" + answer + ".json")));
        return definition;
    }

    /** A client may check the answer of a failed call as well, so its schema has both. */
    private static ObjectNode orProblem(ObjectNode answer) {
        var schema = answer.put("type", "object");
        var required = schema.remove("required");
        schema.withObjectProperty("properties").set("problem", read("/mcp/answers/problem.json"));
        var either = schema.putArray("anyOf");
        either.addObject().set("required", required);
        either.addObject().putArray("required").add("problem");
        return schema;
    }

    private static ObjectNode read(String resource) {
        try (var in = ToolDefinition.class.getResourceAsStream(resource)) {
            if (in != null && JSON.readTree(in) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException("no JSON object: " + resource);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
