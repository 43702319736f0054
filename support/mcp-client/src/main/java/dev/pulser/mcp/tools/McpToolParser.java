// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.service.json.Json;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parser of one entry of a tool list. Throws {@link IllegalArgumentException} with the violation if the tool is invalid. */
final class McpToolParser {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private McpToolParser() {}

    static McpTool parse(Map<String, Json> members) {
        var name = members.getOrDefault("name", Json.NULL).asString().orElse("");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be 1 to 128 characters of A-Z, a-z, 0-9, dot, underscore and hyphen; it has %d characters"
                            .formatted(name.length()));
        }
        var input = object(members, "inputSchema");
        var output = object(members, "outputSchema");
        if (input != null) {
            ToolSchemaRules.check("inputSchema", input);
            var type = input.member("type");
            if (type != null && !type.asString().filter("object"::equals).isPresent()) {
                throw new IllegalArgumentException("inputSchema.type must be \"object\"");
            }
        }
        if (output != null) {
            ToolSchemaRules.check("outputSchema", output);
        }
        return new McpTool(
                name,
                text(members, "title"),
                text(members, "description"),
                input == null ? Json.EMPTY_OBJECT : input,
                output,
                object(members, "annotations"));
    }

    private static @Nullable Json object(Map<String, Json> members, String name) {
        var value = members.get(name);
        if (value != null && !value.isObject()) {
            throw new IllegalArgumentException(name + " must be an object");
        }
        return value;
    }

    private static @Nullable String text(Map<String, Json> members, String name) {
        return members.getOrDefault(name, Json.NULL).asString().orElse(null);
    }
}
