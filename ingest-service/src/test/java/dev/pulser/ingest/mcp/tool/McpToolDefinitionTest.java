// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpToolDefinitionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final List<String> ALL = List.of(
            "submit_task",
            "get_task",
            "wait_for_task",
            "cancel_task",
            "list_tasks",
            "list_agents",
            "list_queues",
            "list_dead_letters",
            "replay_dead_letter");

    private static List<String> faults(JsonNode schema, JsonNode value) {
        return SCHEMAS.getSchema(schema).validate(value.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    submit_task,        false, true,  false, true
                    get_task,           true,  false, true,  false
                    wait_for_task,      true,  false, true,  false
                    cancel_task,        false, true,  true,  false
                    list_tasks,         true,  false, true,  false
                    list_agents,        true,  false, true,  false
                    list_queues,        true,  false, true,  false
                    list_dead_letters,  true,  false, true,  false
                    replay_dead_letter, false, true,  true,  true
                    """)
    void annotatesTheEffectsOfTools(
            String name, boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        var hints = McpToolDefinition.of(name).path("annotations");

        assertThat(hints.path("readOnlyHint").asBoolean()).isEqualTo(readOnly);
        assertThat(hints.path("destructiveHint").asBoolean()).isEqualTo(destructive);
        assertThat(hints.path("idempotentHint").asBoolean()).isEqualTo(idempotent);
        assertThat(hints.path("openWorldHint").asBoolean()).isEqualTo(openWorld);
    }

    static List<String> all() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasValidExamples(String name) throws JsonProcessingException {
        var definition = McpToolDefinition.of(name);
        var description = definition.path("description").asText();
        assertThat(description).contains("Example: {").hasSizeLessThan(600);
        var example = JSON.readTree(description.substring(description.indexOf("Example: ") + 9));

        assertThat(faults(definition.path("inputSchema"), example)).isEmpty();
        assertThat(faults(definition.path("inputSchema"), ((ObjectNode) example).put("company", "other")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inputSchema", "outputSchema"})
    void hasValidSchemas(String which) {
        var standard = SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        for (var name : ALL) {
            var schema = McpToolDefinition.of(name).path(which);
            assertThat(standard.validate(schema.toString(), InputFormat.JSON))
                    .as(name)
                    .isEmpty();
            // APIs of models accept no alternatives at the root of an input schema.
            assertThat(schema.path("type").asText()).isEqualTo("object");
            assertThat(schema.has("anyOf")).isEqualTo(which.equals("outputSchema"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"get_task", "list_agents", "replay_dead_letter"})
    void acceptsAProblemAsOutput(String name) throws JsonProcessingException {
        var schema = McpToolDefinition.of(name).path("outputSchema");

        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(
                        faults(
                                schema,
                                JSON.readTree(
                                        "{\"problem\":{\"type\":\"urn:x\",\"title\":\"t\",\"status\":404,\"detail\":\"d\",\"correlation_id\":\"c\"}}")))
                .isEmpty();
        assertThat(faults(schema, JSON.readTree("{}"))).isNotEmpty();
        assertThat(faults(schema, JSON.readTree("{\"problem\":{}}"))).isNotEmpty();
    }

    @Test
    void omitsBuildOnlyFields() {
        assertThat(McpToolDefinition.of("get_task").fieldNames())
                .toIterable()
                .containsExactly("name", "title", "description", "inputSchema", "annotations", "outputSchema");
    }
}
