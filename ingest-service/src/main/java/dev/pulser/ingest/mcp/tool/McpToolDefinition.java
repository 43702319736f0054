// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Loader of tool definitions for {@code tools/list}. Reads {@code /mcp/tools/NAME.json}, and the output schema from the
 * file in {@code /mcp/results} that {@code result} names.
 */
final class McpToolDefinition {

    private static final ObjectMapper JSON = new ObjectMapper();

    private McpToolDefinition() {}

    static ObjectNode of(String name) {
        var file = read("/mcp/tools/" + name + ".json");
        var result = file.remove("result").asText();
        var definition = JSON.createObjectNode().put("name", name);
        definition.setAll(file);
        definition.set("outputSchema", orProblem(read("/mcp/results/" + result + ".json")));
        return definition;
    }

    /** Extends a result schema with the problem of a failed call, because clients may validate failed results too. */
    private static ObjectNode orProblem(ObjectNode result) {
        var schema = result.put("type", "object");
        var required = schema.remove("required");
        schema.withObjectProperty("properties").set("problem", read("/mcp/results/problem.json"));
        var either = schema.putArray("anyOf");
        either.addObject().set("required", required);
        either.addObject().putArray("required").add("problem");
        return schema;
    }

    private static ObjectNode read(String resource) {
        try (var in = McpToolDefinition.class.getResourceAsStream(resource)) {
            if (in != null && JSON.readTree(in) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException("resource is not a JSON object: " + resource);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
