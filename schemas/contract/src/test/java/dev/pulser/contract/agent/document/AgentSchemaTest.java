// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulser.contract.agent.AgentExecution;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.name.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSchemaTest {

    private static final Path DOCUMENTATION = Path.of("../../docs/agents.md");

    private final JsonNode schema = AgentSchema.document();

    @Test
    void hasTheLimitsOfTheRecords() {
        assertThat(schema.at("/properties/capacity/maximum").intValue()).isEqualTo(AgentExecution.MAX_CAPACITY);
        assertThat(schema.at("/properties/model/properties/max_steps/maximum").intValue())
                .isEqualTo(AgentModel.MAX_STEPS);
        assertThat(schema.at("/properties/name/pattern").asText()).endsWith("{0,%d}$".formatted(Names.MAX_LENGTH - 1));
    }

    @Test
    void hasTheKindsAndPeriodsOfTheEnums() {
        assertThat(schema.at("/properties/kind/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(names(AgentKind.values(), AgentKind::wireName));
        assertThat(schema.at("/properties/budget/properties/period/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(names(Budget.Period.values(), Budget.Period::wireName));
    }

    private static <T> Iterable<String> names(T[] values, java.util.function.Function<T, String> name) {
        return Arrays.stream(values).map(name).toList();
    }

    @Test
    void describesEveryField() {
        assertThat(fields(schema))
                .allSatisfy(
                        field -> assertThat(field.path("description").asText()).endsWith("."));
    }

    private static Stream<JsonNode> fields(JsonNode object) {
        return object.path("properties").properties().stream()
                .flatMap(field -> Stream.concat(Stream.of(field.getValue()), fields(field.getValue())));
    }

    @Test
    void hasNoReferencesInTheExpandedDocument() {
        assertThat(schema.toString()).doesNotContain("$ref", "$defs");
        assertThat(schema.at("/properties/task_types/items/pattern").isTextual())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-definition", "agents-file"})
    void isValidJsonSchema(String name) throws IOException {
        var file = Path.of("src/main/resources/dev/pulser/contract/agent/%s.schema.json".formatted(name));

        assertThat(new JsonMapper().readTree(file.toFile()).path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    /** Run with {@code -Dupdate.docs=true} to write the table into the document. */
    @Test
    void isTheTableInTheDocumentation() throws IOException {
        var document = Files.readString(DOCUMENTATION);
        int start = document.indexOf(AgentFieldsTable.START) + AgentFieldsTable.START.length();
        int end = document.indexOf(AgentFieldsTable.END);
        assertThat(end).as("markers in " + DOCUMENTATION).isGreaterThanOrEqualTo(start);
        var table = AgentFieldsTable.markdown();
        if (Boolean.getBoolean("update.docs")) {
            document = document.substring(0, start) + table + document.substring(end);
            Files.writeString(DOCUMENTATION, document);
            end = start + table.length();
        }

        assertThat(document.substring(start, end)).isEqualTo(table);
    }
}
