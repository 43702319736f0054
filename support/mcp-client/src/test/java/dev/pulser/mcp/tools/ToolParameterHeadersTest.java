// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.service.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolParameterHeadersTest {

    private static final Json SCHEMA = new Json("""
            {"type":"object","properties":{
             "region":{"type":"string","x-mcp-header":"Region"},
             "count":{"type":"integer","x-mcp-header":"Count"},
             "loud":{"type":"boolean","x-mcp-header":"Loud"},
             "to":{"type":"object","properties":{"name":{"type":"string","x-mcp-header":"To"}}},
             "plain":{"type":"string"}}}""");

    private static final McpTool TOOL = new McpTool("say", null, null, SCHEMA, null, null);

    @Test
    void returnsAllMarkedParameters() {
        var arguments = """
                {"region":"eu","count":-7,"loud":false,"to":{"name":"Ann"},"plain":"x","other":"y"}""";

        assertThat(ToolParameterHeaders.of(TOOL, new Json(arguments)))
                .isEqualTo(Map.of(
                        "Mcp-Param-Region", "eu",
                        "Mcp-Param-Count", "-7",
                        "Mcp-Param-Loud", "false",
                        "Mcp-Param-To", "Ann"));
    }

    @Test
    void omitsAbsentNullAndNonScalarArguments() {
        assertThat(ToolParameterHeaders.of(TOOL, new Json("{\"region\":null,\"count\":[1],\"to\":\"Ann\"}")))
                .isEmpty();
        assertThat(ToolParameterHeaders.of(TOOL, Json.EMPTY_OBJECT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "eu west,eu west",
                "'',''",
                " eu,=?base64?IGV1?=",
                "eu ,=?base64?ZXUg?=",
                "ü,=?base64?w7w=?=",
                "=?base64?,=?base64?",
                "=?base64?x?=,=?base64?PT9iYXNlNjQ/eD89?="
            })
    void encodesNonAsciiAndPaddedText(String text, String header) {
        assertThat(ToolParameterHeaders.encode(text)).isEqualTo(header);
    }

    @Test
    void encodesLineBreaks() {
        assertThat(ToolParameterHeaders.encode("a\r\nX-Evil: b")).isEqualTo("=?base64?YQ0KWC1FdmlsOiBi?=");
    }
}
