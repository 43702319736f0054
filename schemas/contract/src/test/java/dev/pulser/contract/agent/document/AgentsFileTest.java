// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.schema.PayloadSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsFileTest {

    private static final String GOOD = """
            agents:
              - name: alpha
                role: tester
                kind: http
                task_types: [report, audit]
                capacity: 3
                timeout: PT5M
                endpoint: http://127.0.0.1:9999/run
                idempotent: true
                hours_per_week: 40
                service_level: {completion_percent: 95, response: PT60S, error_percent: 1}
                enabled: false
                input_schema: {type: object, required: [file]}
            """;

    @Test
    void shipsSevenAgentsWithSevenTaskTypes() {
        var table = AgentTable.of(AgentsFile.read(Path.of("../../config/agents.yaml")));

        assertThat(table.agents())
                .extracting(agent -> agent.name().value())
                .containsExactly("arkie", "dash", "data_fabcon", "echo", "learnbot", "maya", "pulser");
        assertThat(table.taskTypes())
                .containsExactly(
                        "analytics",
                        "data_pipeline",
                        "documentation",
                        "infrastructure",
                        "orchestration",
                        "skills_mining",
                        "testing");
    }

    @Test
    void readsEveryField() {
        var agent = AgentsFile.parse(GOOD).getFirst();

        assertThat(agent.kind()).isEqualTo(AgentKind.HTTP);
        assertThat(agent.capacity()).isEqualTo(3);
        assertThat(agent.timeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(agent.idempotent()).isTrue();
        assertThat(agent.profile().hoursPerWeek()).isEqualTo(40);
        assertThat(agent.profile().serviceLevel()).isEqualTo(new ServiceLevel(95, Duration.ofMinutes(1), 1));
        assertThat(agent.enabled()).isFalse();
        assertThat(agent.inputSchema()).isEqualTo(PayloadSchema.parse("{\"type\":\"object\",\"required\":[\"file\"]}"));
    }

    @Test
    void usesDefaultsForFieldsThatAreLeftOut() {
        var agent = AgentsFile.parse(GOOD.lines()
                        .filter(line -> !line.contains("enabled") && !line.contains("input_schema"))
                        .collect(joining("\n")))
                .getFirst();

        assertThat(agent.enabled()).isTrue();
        assertThat(agent.inputSchema()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            capacity: 3          | capacity: many       | line 6, column 5: agent alpha: capacity must be an integer. It is a string.
            capacity: 3          | capacity: 0          | line 6, column 5: agent alpha: capacity must be from 1 to 10000. It is 0.
            kind: http           | kind: robot          | line 4, column 5: agent alpha: kind must be one of http, mcp, a2a, llm, kafka. It is "robot".
            timeout: PT5M        | timeout: soon        | line 7, column 5: agent alpha: timeout must be an ISO 8601 duration
            role: tester         | rôle: tester         | line 3, column 5: agent alpha: rôle is not a known field.
            name: alpha          | name: Alpha!         | line 2, column 5: agent Alpha!: name must be a letter a-z followed by up to 63
            endpoint: http       | avatar: robot #      | line 2, column 5: agent alpha: endpoint is required for kind http.
            hours_per_week: 40   | hours_per_week: 400  | line 10, column 5: agent alpha: hours_per_week must be from 1 to 168. It is 400.
            idempotent: true     | backups: [unknown]    | line 9, column 15: agent alpha: backups[0] must be an agent of the file. It is "unknown".
            response: PT60S      | response: PT0S       | line 11, column 45: agent alpha: service_level.response must be above zero. It is "PT0S".
            error_percent: 1}    | error_percent: 101}  | agent alpha: service_level.error_percent must be from 0 to 100. It is 101.
            idempotent: true     | idempotent: perhaps  | line 9, column 5: agent alpha: idempotent must be true or false. It is a string.
            enabled: false       | enabled: 1           | line 12, column 5: agent alpha: enabled must be true or false. It is 1.
            [file]               | file                 | line 13, column 34: agent alpha: input_schema.required is not accepted: schema-invalid at /required
            type: object         | $ref: "http://x"     | line 13, column 20: agent alpha: input_schema.$ref is not accepted: schema-unsafe at /$ref
            agents:              | people:              | line 1, column 1: agents is required.
            """)
    void reportsTheAgentAndTheField(String good, String bad, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parse(GOOD.replace(good, bad)))
                .withMessageContaining(message);
    }

    @Test
    void rejectsADuplicateName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parse(GOOD + GOOD.lines().skip(1).reduce("", (a, b) -> a + b + '\n')))
                .withMessage(
                        "line 14, column 5: agent alpha: name must be unique in the file. The agent at line 2, column 5"
                                + " has it too.");
    }

    @Test
    void rejectsAFileThatIsMissingEmptyOrMalformed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.read(Path.of("no-such-file.yaml")))
                .withMessageContaining("no-such-file.yaml cannot be read");
        assertThatIllegalArgumentException().isThrownBy(() -> AgentsFile.parse("agents: []"));
        assertThatIllegalArgumentException().isThrownBy(() -> AgentsFile.parse("a: [b"));
    }

    @Test
    void rejectsADuplicateField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parse(GOOD + "    capacity: 4\n"))
                .withMessageContaining("Duplicate field 'capacity'");
    }

    @Test
    void readsAdditionsWithBackupsOutsideOfTheText() {
        var agents = AgentsFile.parseAdditions(GOOD.replace("idempotent: true", "backups: [unknown]"));

        assertThat(agents)
                .singleElement()
                .satisfies(agent -> assertThat(agent.backups()).hasToString("[unknown]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: one\nkind: mcp\nservers: [toolbox]\ncapacity: 1\ntimeout: PT1M\n",
                "{\n\t\"name\": \"one\", \"kind\": \"mcp\", \"servers\": [\"toolbox\"], \"capacity\": 1, \"timeout\": \"PT1M\"\n}",
            })
    void readsASingleAgentInYamlAndInJson(String text) {
        assertThat(AgentsFile.parseAdditions(text))
                .extracting(agent -> agent.name().value())
                .containsExactly("one");
    }

    @Test
    void reportsAllErrorsOfAllAgentsWithTheirPositions() {
        var text = """
                agents:
                  - {name: one, kind: kafka, capacity: 0, timeout: soon}
                  - {name: two, kind: kafka, capacity: 1, timeout: PT1M}
                  - {name: two, kind: kafka, capacity: 1, timeout: PT1M}
                  - {name: three, kind: robot, capacity: 1, timeout: PT1M, colour: red}
                """;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parseAdditions(text))
                .withMessageContainingAll(
                        "line 2, column 30: agent one: capacity must be from 1 to 10000. It is 0.",
                        "line 2, column 43: agent one: timeout must be an ISO 8601 duration",
                        "line 4, column 6: agent two: name must be unique in the file. The agent at line 3, column 6 has it too.",
                        "line 5, column 19: agent three: kind must be one of http, mcp, a2a, llm, kafka. It is \"robot\".",
                        "line 5, column 60: agent three: colour is not a known field.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "just words", "agents: none", "{\"name\": ", "a: [b"})
    void rejectsATextWithoutAgents(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AgentsFile.parseAdditions(text));
    }

    @Test
    void listsTheErrorsOfAFileUnderItsName(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("agents.yaml"), GOOD.replace("capacity: 3", "capacity: 0") + "    color: red\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.read(file))
                .withMessageStartingWith(
                        "agents file %s has 2 errors:\n  line 6, column 5: agent alpha: capacity must", file)
                .withMessageContaining("\n  line 14, column 5: agent alpha: color is not a known field.");
    }

    @Test
    void reportsThePositionOfASyntaxError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parse("agents:\n  - name: [b\n"))
                .withMessageStartingWith("line ")
                .withMessageContaining("The text is not valid YAML: ");
    }

    /** Editors resolve the path of the schema relative to the file. */
    @ParameterizedTest
    @ValueSource(strings = {"../../config/agents.yaml", "../../examples/agents/llm-agent.yaml"})
    void namesTheSchemaForEditors(Path file) throws IOException {
        var schema = Files.readAllLines(file).getFirst().replace("# yaml-language-server: $schema=", "");

        assertThat(file.resolveSibling(schema))
                .hasSameTextualContentAs(
                        Path.of("src/main/resources/dev/pulser/contract/agent/agents-file.schema.json"));
        assertThat(AgentsFile.read(file)).isNotEmpty();
    }
}
