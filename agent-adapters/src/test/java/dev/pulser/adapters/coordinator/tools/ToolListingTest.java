// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolListingTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "say\\n", "s\\u0430y", "../say"})
    void refusesWhatIsNoName(String name) {
        var listing = ToolListing.of(List.of(new Json("{\"name\":\"" + name + "\"}"), new Json("{\"name\":\"say\"}")));

        assertThat(listing.tools()).containsOnlyKeys("say");
        assertThat(listing.refused())
                .singleElement()
                .satisfies(tool -> assertThat(tool.reason()).startsWith("tool-name-invalid"));
    }

    @Test
    void showsTheBeginningOfANameThatIsTooLong() {
        var listing = ToolListing.of(List.of(new Json("{\"name\":\"" + "x".repeat(10_000) + "\"}")));

        assertThat(listing.refused()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).hasSize(201);
            assertThat(tool.reason()).contains("10000");
        });
    }

    @Test
    void takesTheFirstOfTwoTools() {
        var listing = ToolListing.of(List.of(
                new Json("{\"name\":\"say\",\"title\":\"first\"}"),
                new Json("{\"name\":\"say\",\"title\":\"second\"}")));

        assertThat(listing.tools().get("say")).extracting(ToolDefinition::title).isEqualTo("first");
        assertThat(listing.refused()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                            | inputSchema has to be an object",
                "null                                                          | inputSchema has to be an object",
                "{\"type\":\"array\"}                                          | inputSchema.type has to be",
                "{\"$ref\":\"http://127.0.0.1/a.json\"}                        | inputSchema.$ref refers to another document",
                "{\"properties\":{\"a\":{\"items\":[{\"$ref\":\"b.json\"}]}}}  | inputSchema.properties.a.items.$ref refers",
                "{\"allOf\":[{\"$dynamicRef\":\"x:y\"}]}                       | inputSchema.allOf.$dynamicRef refers",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\\r\\nB: c\"}}}    | is no name for a header",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}}               | is no name for a header",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":1}}}                  | is no name for a header",
                "{\"properties\":{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"A\"}}}              | a string, an integer or a boolean",
                "{\"properties\":{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}}              | a string, an integer or a boolean",
                "{\"type\":\"object\",\"x-mcp-header\":\"A\"}                                       | may mark a parameter only",
                "{\"properties\":{\"a\":{\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}  | may mark a parameter only",
                "{\"$defs\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}                   | may mark a parameter only",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}} | a second time",
            })
    void refusesAToolForItsSchema(String schema, String reason) {
        var listing = ToolListing.of(
                List.of(new Json("{\"name\":\"bad\",\"inputSchema\":" + schema + "}"), new Json("{\"name\":\"say\"}")));

        assertThat(listing.tools()).containsOnlyKeys("say");
        assertThat(listing.refused()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("bad");
            assertThat(tool.reason()).contains(reason);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"$ref\":{\"type\":\"string\"},\"x-mcp-header\":{\"type\":\"object\"}}}",
                "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/b\"}},\"$defs\":{\"b\":{\"enum\":[{\"$ref\":\"http://x\"}]}}}",
                "{\"properties\":{\"a\":{\"properties\":{\"b\":{\"type\":\"integer\",\"x-mcp-header\":\"Tenant-Id\"}}}}}",
                "{\"additionalProperties\":false}",
            })
    void takesWhatOnlyLooksForbidden(String schema) {
        var listing = ToolListing.of(List.of(new Json("{\"name\":\"good\",\"inputSchema\":" + schema + "}")));

        assertThat(listing.tools()).containsOnlyKeys("good");
    }

    @Test
    void looksAtTheSchemaOfTheAnswerAsWell() {
        var listing = ToolListing.of(
                List.of(new Json("{\"name\":\"bad\",\"outputSchema\":{\"$ref\":\"file:///etc/passwd\"}}")));

        assertThat(listing.refused())
                .singleElement()
                .satisfies(tool -> assertThat(tool.reason()).startsWith("outputSchema.$ref"));
    }
}
