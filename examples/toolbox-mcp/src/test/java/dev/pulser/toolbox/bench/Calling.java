// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Json;
import dev.pulser.toolbox.tool.Schemas;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;

/** Calls tools the way the protocol does: arguments as JSON, checked first. */
public final class Calling {

    private Calling() {}

    /** The content of the answer, which must be of the shape the tool declares. */
    public static JsonNode answerOf(Tool tool, String arguments) throws InterruptedException {
        var result = call(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Answer.class);
        var content = Json.of(((ToolResult.Answer) result).content());
        assertFits(content, Schemas.output(tool.spec().output()));
        return json(content.toString()); // as a client reads it: 1L and 1 are one number
    }

    /** The reason of the refusal. */
    public static String refusalOf(Tool tool, String arguments) throws InterruptedException {
        var result = call(tool, arguments);
        assertThat(result).isInstanceOf(ToolResult.Refusal.class);
        return ((ToolResult.Refusal) result).reason();
    }

    public static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** Closed objects only, as {@link Schemas} makes them. */
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
        return switch (Arguments.check(tool.spec().parameters(), json(arguments))) {
            case Arguments.Check.Good(var good) -> tool.call(good);
            case Arguments.Check.Bad(var reason) -> new ToolResult.Refusal(reason);
        };
    }
}
