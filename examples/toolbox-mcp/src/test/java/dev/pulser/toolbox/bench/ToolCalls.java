// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSchemas;
import dev.pulser.toolbox.tool.ToolboxJson;

/** Calls of tools with JSON arguments, which are validated first. */
public final class ToolCalls {

    private ToolCalls() {}

    /** Returns the content, after a check against the declared output schema. */
    public static JsonNode contentOf(Tool tool, String arguments) throws InterruptedException {
        var result = call(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Success.class);
        var content = ToolboxJson.of(((ToolResult.Success) result).content());
        assertFits(content, ToolSchemas.output(tool.spec().output()));
        return json(content.toString()); // as a client reads it: 1L and 1 are one number
    }

    /** Returns the reason of a failed call. */
    public static String failureOf(Tool tool, String arguments) throws InterruptedException {
        var result = call(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Failure.class);
        return ((ToolResult.Failure) result).reason();
    }

    public static JsonNode json(String text) {
        try {
            return ToolboxJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Supports only the schemas of {@link ToolSchemas}. */
    public static void assertFits(JsonNode value, JsonNode schema) {
        switch (schema.path("type").asText()) {
            case "object" -> {
                schema.path("required")
                        .forEach(name -> assertThat(value.has(name.asText()))
                                .as("%s in %s", name, value)
                                .isTrue());
                for (var field : value.properties()) {
                    assertThat(schema.path("properties").has(field.getKey()))
                            .as("%s is declared", field.getKey())
                            .isTrue();
                    assertFits(field.getValue(), schema.path("properties").path(field.getKey()));
                }
            }
            case "array" -> {
                assertThat(value.isArray()).isTrue();
                value.forEach(item -> assertFits(item, schema.path("items")));
            }
            case "string" -> assertThat(value.isTextual()).isTrue();
            case "integer" -> assertThat(value.isIntegralNumber()).isTrue();
            case "number" -> assertThat(value.isNumber()).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).isTrue();
            default -> assertThat(schema.isEmpty()).isTrue();
        }
    }

    private static ToolResult call(Tool tool, String arguments) throws InterruptedException {
        return switch (ToolArguments.check(tool.spec().parameters(), json(arguments))) {
            case ToolArguments.Check.Valid(var good) -> tool.call(good);
            case ToolArguments.Check.Invalid(var reason) -> new ToolResult.Failure(reason);
        };
    }
}
