// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToolSchemasTest {

    record Inner(long bytes, double share) {}

    record Outer(String fileName, boolean found, @Nullable Integer line, List<Inner> parts, JsonNode anything) {}

    record Odd(Thread thread) {}

    @Test
    void describesParameters() {
        var parameters = List.<Parameter>of(
                Parameter.required("path", "A path."),
                new Parameter.IntegerParameter("limit", "A limit.", 100, 1, 1_000));

        assertThat(ToolSchemas.input(parameters)).isEqualTo(json("""
                {"type": "object", "additionalProperties": false,
                 "properties": {
                   "path": {"type": "string", "maxLength": 262144, "minLength": 1, "description": "A path."},
                   "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100, "description": "A limit."}},
                 "required": ["path"]}
                """));
    }

    @Test
    void describesARecordWithItsNullableComponentsOptional() {
        assertThat(ToolSchemas.output(Outer.class)).isEqualTo(json("""
                {"type": "object", "additionalProperties": false,
                 "properties": {
                   "file_name": {"type": "string"}, "found": {"type": "boolean"}, "line": {"type": "integer"},
                   "parts": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                     "properties": {"bytes": {"type": "integer"}, "share": {"type": "number"}},
                     "required": ["bytes", "share"]}},
                   "anything": {}},
                 "required": ["file_name", "found", "parts", "anything"]}
                """));
    }

    @Test
    void rejectsUnsupportedTypes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolSchemas.output(Odd.class))
                .withMessage("no schema for java.lang.Thread");
    }
}
