// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolDefinitionTest {

    private static final String SAY = """
            {"name":"say","description":"Says it","inputSchema":{"type":"object","properties":{"a":{"type":"string"}}},
             "outputSchema":{"type":"object"},"annotations":{"readOnlyHint":true,"destructiveHint":false}}""";

    @Test
    void hashesTheSameTextsToTheSame() {
        var turned = """
                {"annotations" : {"destructiveHint":false, "readOnlyHint":true}, "outputSchema":{"type":"object"},
                 "inputSchema":{"properties":{"a":{"type":"str\\u0069ng"}},"type":"object"}, "name":"say",
                 "title":"Not part of it", "description":"Says it"}""";

        assertThat(tool(turned).hash()).isEqualTo(tool(SAY).hash()).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource({"say, sAy", "Says it, Says It", "string, number", "true, false"})
    void hashesEveryChangeToAnother(String before, String after) {
        assertThat(tool(SAY.replace(before, after)).hash())
                .isNotEqualTo(tool(SAY).hash());
    }

    @Test
    void tellsNoPromiseFromAnEmptyOne() {
        assertThat(tool("{\"name\":\"say\",\"outputSchema\":{}}").hash())
                .isNotEqualTo(tool("{\"name\":\"say\"}").hash());
    }

    @Test
    void readsWhatTheServerClaims() {
        assertThat(tool(SAY).hints()).isEqualTo(new ToolHints(true, false, null, null));
        assertThat(tool("{\"name\":\"say\",\"annotations\":{\"idempotentHint\":\"yes\"}}")
                        .hints())
                .isEqualTo(new ToolHints(null, null, null, null));
    }

    private static ToolDefinition tool(String text) {
        var listing = ToolListing.of(List.of(new Json(text)));
        assertThat(listing.refused()).isEmpty();
        return listing.tools().firstEntry().getValue();
    }
}
