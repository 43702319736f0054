// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.service.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolListTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a b", "say\\n", "s\\u0430y", "../say"})
    void rejectsInvalidNames(String name) {
        var list = ToolList.of(List.of(new Json("{\"name\":\"" + name + "\"}"), new Json("{\"name\":\"say\"}")));

        assertThat(list.tools()).containsOnlyKeys("say");
        assertThat(list.rejected())
                .singleElement()
                .satisfies(tool -> assertThat(tool.reason()).startsWith("name must be 1 to 128 characters"));
    }

    @Test
    void truncatesALongName() {
        var list = ToolList.of(List.of(new Json("{\"name\":\"" + "x".repeat(10_000) + "\"}")));

        assertThat(list.rejected()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).hasSize(201);
            assertThat(tool.reason()).contains("10000");
        });
    }

    @Test
    void keepsTheFirstOfTwoDefinitions() {
        var list = ToolList.of(List.of(
                new Json("{\"name\":\"say\",\"title\":\"first\"}"),
                new Json("{\"name\":\"say\",\"title\":\"second\"}")));

        assertThat(list.tools().get("say")).extracting(McpTool::title).isEqualTo("first");
        assertThat(list.rejected()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                            | inputSchema must be an object",
                "null                                                          | inputSchema must be an object",
                "{\"type\":\"array\"}                                          | inputSchema.type must be",
                "{\"$ref\":\"http://127.0.0.1/a.json\"}                        | inputSchema.$ref refers to another document",
                "{\"properties\":{\"a\":{\"items\":[{\"$ref\":\"b.json\"}]}}}  | inputSchema.properties.a.items.$ref refers",
                "{\"allOf\":[{\"$dynamicRef\":\"x:y\"}]}                       | inputSchema.allOf.$dynamicRef refers",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\\r\\nB: c\"}}}    | is not a valid header name",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}}               | is not a valid header name",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":1}}}                  | is not a valid header name",
                "{\"properties\":{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"A\"}}}              | on strings, integers and booleans",
                "{\"properties\":{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}}              | on strings, integers and booleans",
                "{\"type\":\"object\",\"x-mcp-header\":\"A\"}                                       | is allowed on parameters only",
                "{\"properties\":{\"a\":{\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}  | is allowed on parameters only",
                "{\"$defs\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}                   | is allowed on parameters only",
                "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}} | repeats the header",
            })
    void rejectsInvalidSchemas(String schema, String reason) {
        var list = ToolList.of(
                List.of(new Json("{\"name\":\"bad\",\"inputSchema\":" + schema + "}"), new Json("{\"name\":\"say\"}")));

        assertThat(list.tools()).containsOnlyKeys("say");
        assertThat(list.rejected()).singleElement().satisfies(tool -> {
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
    void acceptsSimilarButValidSchemas(String schema) {
        var list = ToolList.of(List.of(new Json("{\"name\":\"good\",\"inputSchema\":" + schema + "}")));

        assertThat(list.tools()).containsOnlyKeys("good");
    }

    @Test
    void checksTheOutputSchema() {
        var list =
                ToolList.of(List.of(new Json("{\"name\":\"bad\",\"outputSchema\":{\"$ref\":\"file:///etc/passwd\"}}")));

        assertThat(list.rejected())
                .singleElement()
                .satisfies(tool -> assertThat(tool.reason()).startsWith("outputSchema.$ref"));
    }
}
