// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.text;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.schema.PayloadSchema;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
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
    void shipsTheSevenAgentsWithAHomeForEachOfTheSevenTypes() {
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
    void enablesAnAgentAndAsksNothingOfItsPayloadsWhereNothingIsSaid() {
        var agent = AgentsFile.parse(GOOD.lines()
                        .filter(line -> !line.contains("enabled") && !line.contains("input_schema"))
                        .collect(joining("\n")))
                .getFirst();

        assertThat(agent.enabled()).isTrue();
        assertThat(agent.inputSchema()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            capacity: 3          | capacity: many       | capacity: it must be a whole number
            capacity: 3          | capacity: 0          | capacity must be from 1 to 10000
            kind: http           | kind: robot          | kind: "robot": it must be http, mcp, a2a, llm or kafka
            timeout: PT5M        | timeout: soon        | "soon" is not a duration such as PT5M
            role: tester         | rôle: tester         | no such field
            name: alpha          | name: Alpha!         | a letter a-z followed by up to 63
            endpoint: http       | avatar: robot #      | endpoint must be set for kind http
            hours_per_week: 40   | hours_per_week: 400  | hours_per_week must be from 1 to 168
            idempotent: true     | backups: [nobody]    | backups names nobody, which is not in the file
            response: PT60S      | response: PT0S       | service_level.response must be above zero
            error_percent: 1}    | error_percent: 101}  | service_level.error_percent must be from 0 to 100, it is 101.0
            idempotent: true     | idempotent: perhaps  | idempotent: it must be true or false
            enabled: false       | enabled: 1           | enabled: it must be true or false
            [file]               | file                 | agent alpha: input_schema: schema-invalid at /required
            type: object         | $ref: "http://x"     | agent alpha: input_schema: schema-unsafe at /$ref
            """)
    void refusesTheFileAndNamesTheField(String good, String bad, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parse(GOOD.replace(good, bad)))
                .withMessageContaining(message);
    }

    @Test
    void refusesTwoAgentsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parse(GOOD + GOOD.lines().skip(1).reduce("", (a, b) -> a + b + '\n')))
                .withMessage("agent alpha is there twice");
    }

    @Test
    void refusesAFileThatIsMissingEmptyOrNoYaml() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.read(Path.of("no-such-file.yaml")))
                .withMessageContaining("no-such-file.yaml cannot be read");
        assertThatIllegalArgumentException().isThrownBy(() -> AgentsFile.parse("agents: []"));
        assertThatIllegalArgumentException().isThrownBy(() -> AgentsFile.parse("a: [b"));
    }

    @Test
    void refusesAFieldThatIsThereTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parse(GOOD + "    capacity: 4\n"))
                .withMessageContaining("Duplicate field 'capacity'");
    }

    @Test
    void readsAPartWithBackupsThatAreElsewhere() {
        var agents = AgentsFile.parsePart(GOOD.replace("idempotent: true", "backups: [nobody]"));

        assertThat(agents)
                .singleElement()
                .satisfies(agent -> assertThat(agent.backups()).hasToString("[nobody]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: one\nkind: mcp\nservers: [toolbox]\ncapacity: 1\ntimeout: PT1M\n",
                "{\n\t\"name\": \"one\", \"kind\": \"mcp\", \"servers\": [\"toolbox\"], \"capacity\": 1, \"timeout\": \"PT1M\"\n}",
            })
    void readsASingleAgentInYamlAndInJson(String text) {
        assertThat(AgentsFile.parsePart(text))
                .extracting(agent -> agent.name().value())
                .containsExactly("one");
    }

    @Test
    void saysAllThatIsWrongWithAllAgentsOfAPart() {
        var text = """
                agents:
                  - {name: one, kind: kafka, capacity: 0, timeout: soon}
                  - {name: two, kind: kafka, capacity: 1, timeout: PT1M}
                  - {name: two, kind: kafka, capacity: 1, timeout: PT1M}
                  - {name: three, kind: robot, capacity: 1, timeout: PT1M, colour: red}
                """;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentsFile.parsePart(text))
                .withMessageContainingAll(
                        "agent one: timeout: \"soon\"",
                        "agent two: it is there twice",
                        "agent three: colour: no such field",
                        "agent three: kind: \"robot\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "just words", "agents: none", "{\"name\": ", "a: [b"})
    void refusesAPartThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AgentsFile.parsePart(text));
    }
}
