// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Json;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one entry of a server's list of tools. An {@link IllegalArgumentException} says why a tool is refused. */
final class ToolEntry {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private ToolEntry() {}

    static ToolDefinition read(Map<String, Json> members) {
        var name = members.getOrDefault("name", Json.NULL).asString().orElse("");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tool-name-invalid: a name is 1 to 128 of A-Z, a-z, 0-9, dot, underscore and hyphen, this one has %d characters"
                            .formatted(name.length()));
        }
        var input = object(members, "inputSchema");
        var output = object(members, "outputSchema");
        if (input != null) {
            ToolSchema.check("inputSchema", input);
            var type = input.member("type");
            if (type != null && !type.asString().filter("object"::equals).isPresent()) {
                throw new IllegalArgumentException("inputSchema.type has to be \"object\"");
            }
        }
        if (output != null) {
            ToolSchema.check("outputSchema", output);
        }
        return new ToolDefinition(
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
            throw new IllegalArgumentException(name + " has to be an object");
        }
        return value;
    }

    private static @Nullable String text(Map<String, Json> members, String name) {
        return members.getOrDefault(name, Json.NULL).asString().orElse(null);
    }
}
