// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.service.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpToolTest {

    private static final String SAY = """
            {"name":"say","description":"Says it","inputSchema":{"type":"object","properties":{"a":{"type":"string"}}},
             "outputSchema":{"type":"object"},"annotations":{"readOnlyHint":true,"destructiveHint":false}}""";

    @Test
    void hashIgnoresSpelling() {
        var turned = """
                {"annotations" : {"destructiveHint":false, "readOnlyHint":true}, "outputSchema":{"type":"object"},
                 "inputSchema":{"properties":{"a":{"type":"str\\u0069ng"}},"type":"object"}, "name":"say",
                 "title":"Not part of it", "description":"Says it"}""";

        assertThat(tool(turned).hash()).isEqualTo(tool(SAY).hash()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource({"say, sAy", "Says it, Says It", "string, number", "true, false"})
    void hashDependsOnEveryValue(String before, String after) {
        assertThat(tool(SAY.replace(before, after)).hash())
                .isNotEqualTo(tool(SAY).hash());
    }

    @Test
    void hashDistinguishesAMissingFromAnEmptySchema() {
        assertThat(tool("{\"name\":\"say\",\"outputSchema\":{}}").hash())
                .isNotEqualTo(tool("{\"name\":\"say\"}").hash());
    }

    @Test
    void readsAnnotations() {
        assertThat(tool(SAY).toolAnnotations()).isEqualTo(new ToolAnnotations(true, false, null, null));
        assertThat(tool("{\"name\":\"say\",\"annotations\":{\"idempotentHint\":\"yes\"}}")
                        .toolAnnotations())
                .isEqualTo(new ToolAnnotations(null, null, null, null));
    }

    private static McpTool tool(String text) {
        var list = ToolList.of(List.of(new Json(text)));
        assertThat(list.rejected()).isEmpty();
        return list.tools().firstEntry().getValue();
    }
}
