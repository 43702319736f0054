// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.service.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputSchemaValidatorTest {

    private final OutputSchemaValidator validator =
            OutputSchemaValidator.of("far", ToolList.of(List.of(new Json("""
            {"name":"count","outputSchema":{"type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}}"""), new Json("""
            {"name":"free"}"""), new Json("""
            {"name":"odd","outputSchema":{"type":"nothing"}}"""))));

    @Test
    void acceptsAMatchingResult() {
        assertThat(validator.error("count", new Json("{\"n\":1,\"more\":true}")))
                .isEmpty();
    }

    @Test
    void namesTheViolation() {
        assertThat(validator.error("count", new Json("{\"n\":\"one\"}")))
                .hasValueSatisfying(error -> assertThat(error).contains("structuredContent/n"));
        assertThat(validator.error("count", null))
                .hasValueSatisfying(error -> assertThat(error).contains("no structuredContent"));
    }

    @Test
    void acceptsAnythingWithoutASchema() {
        assertThat(validator.error("free", null)).isEmpty();
        assertThat(validator.error("unknown", Json.NULL)).isEmpty();
    }

    @Test
    void skipsAnInvalidSchema() {
        assertThat(validator.error("odd", new Json("{}"))).isEmpty();
    }
}
