// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.UsageException;
import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import dev.pulser.contract.agent.document.AgentsFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AgentDefinitionCommandsTest {

    private static final String EXISTING = "{\"agents\":[{\"name\":\"maya\"},{\"name\":\"dash\"}]}";

    private static final String MAYA = """
            {"definition":{"name":"maya","role":"documentation","kind":"mcp","task_types":["documentation"],"capacity":8,
               "timeout":"PT5M","servers":["github","toolbox"],"backups":["dash"],"idempotent":true,"enabled":true,
               "avatar":"📚","limits":{"requests_per_minute":60}},
             "lane":{"running":2,"waiting":7,"retrying":1,"paused":false,"counted_at":"2026-01-01T00:00:00Z"},
             "health":{"status":"degraded","reason":"slow\\nanswers","since":"2026-01-01T00:00:00Z","checked_at":"2026-01-01T00:01:00Z"},
             "block_reason":"rate-limit",
             "spending":[{"period_start":"2026-01-01T00:00:00Z","spent_usd":1.25,"reserved_usd":0.05,"limit_usd":5}]}
            """;

    private static final String TWO = """
            agents:
              - {name: alpha, kind: kafka, capacity: 1, timeout: PT1M, backups: [beta]}
              - {name: beta, kind: kafka, capacity: 2, timeout: PT1M, backups: [alpha, maya]}
            """;

    private final CapturedConsole captured = CapturedConsole.pipe();
    private FakePulser pulser;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start()
                .answering("GET /api/v1/agents", 200, EXISTING)
                .answering("GET /api/v1/agents/maya", 200, MAYA);
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    /** Reports failures like the command line does. */
    private int run(Object command, String... arguments) {
        var commandLine = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, commandLine, 0, arguments.length);
        commandLine[arguments.length] = "--url";
        commandLine[arguments.length + 1] = pulser.url();
        return new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    captured.console().info(String.valueOf(failure.getMessage()));
                    return failure instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
                })
                .execute(commandLine);
    }

    private static InputStream typed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String receipt(String name, String more) {
        return "{\"definition\":{\"name\":\"%s\",\"kind\":\"kafka\",\"capacity\":1},\"warnings\":[]%s}"
                .formatted(name, more);
    }

    private AddAgentsCommand add(String text) {
        return new AddAgentsCommand(captured.console(), typed(text));
    }

    private ChangeAgentCommand change(String text) {
        return new ChangeAgentCommand(captured.console(), typed(text));
    }

    private RemoveAgentCommand remove() {
        return new RemoveAgentCommand(captured.console(), InputStream.nullInputStream());
    }

    @Test
    void showsAnAgentAsYamlBelowItsState() {
        assertThat(run(new ShowAgentCommand(captured.console()), "maya")).isZero();

        assertThat(captured.out().lines())
                .startsWith(
                        "# health: degraded, since 2026-01-01T00:00:00Z, checked at 2026-01-01T00:01:00Z: slow answers",
                        "# lane: active, 2 running, 7 waiting, 1 retrying, blocked: rate-limit",
                        "# spending of all companies since 2026-01-01T00:00:00Z: 1.25 of 5 USD, 0.05 USD reserved",
                        "name: maya")
                .contains("capacity: 8", "servers:", "  - github", "limits:", "  requests_per_minute: 60");
    }

    @Test
    void printsADefinitionThatCanBeAdded() throws IOException {
        run(new ShowAgentCommand(captured.console()), "maya");

        var read = AgentsFile.parseAdditions(captured.out());

        assertThat(read)
                .singleElement()
                .extracting(AgentDefinitionWriter::write)
                .isEqualTo(new ObjectMapper().readTree(MAYA).path("definition"));
    }

    @Test
    void addsAnAgentAfterItsBackupsAndCompletesCyclicBackupsAtTheEnd() {
        pulser.answering("POST /api/v1/agents", 201, receipt("alpha", ",\"command_id\":\"cmd_1\""))
                .answering("POST /api/v1/agents", 201, receipt("beta", ",\"command_id\":\"cmd_2\""))
                .answering("PATCH /api/v1/agents/alpha", 200, receipt("alpha", ",\"command_id\":\"cmd_3\""));

        assertThat(run(add(TWO), "-f", "-", "--by", "me", "--reason", "more work"))
                .isZero();

        assertThat(pulser.requests())
                .satisfiesExactly(
                        known -> assertThat(known).startsWith("GET /api/v1/agents "),
                        alpha -> assertThat(alpha)
                                .startsWith("POST /api/v1/agents ")
                                .contains("\"name\":\"alpha\"", "\"by\":\"me\"", "\"reason\":\"more work\"")
                                .doesNotContain("backups"),
                        beta -> assertThat(beta).contains("\"name\":\"beta\"", "\"backups\":[\"alpha\",\"maya\"]"),
                        ring -> assertThat(ring)
                                .startsWith("PATCH /api/v1/agents/alpha ")
                                .endsWith("{\"backups\":[\"beta\"],\"by\":\"me\",\"reason\":\"more work\"}"));
        assertThat(captured.out()).containsPattern("alpha +kafka +1 +cmd_1").containsPattern("beta +kafka +1 +cmd_2");
    }

    @Test
    void namesTheAgentsAddedBeforeAFailure() {
        pulser.answering("POST /api/v1/agents", 201, receipt("alpha", ",\"command_id\":\"cmd_1\""))
                .answering("POST /api/v1/agents", 503, "{\"title\":\"Service unavailable\",\"status\":503}");

        assertThat(run(add(TWO), "-f", "-")).isEqualTo(1);

        assertThat(captured.err()).contains("Service unavailable", "Added before the failure: alpha.");
    }

    @Test
    void reportsAllErrorsOfAFileAndSendsNothing() {
        var wrong = TWO.replace("capacity: 1", "capacity: none").replace("kind: kafka, capacity: 2", "kind: robot");

        assertThat(run(add(wrong), "-f", "-")).isEqualTo(2);

        assertThat(captured.err())
                .contains(
                        "Invalid agent definitions in -; nothing was changed:\n",
                        "\n  line 2, column 32: agent alpha: capacity must be an integer.",
                        "agent beta: kind must be one of http, mcp, a2a, llm, kafka. It is \"robot\".");
        assertThat(pulser.requests()).isEmpty();
    }

    @Test
    void refusesExistingAgentsAndMissingBackups() {
        var wrong = TWO.replace("name: alpha", "name: maya").replace("backups: [alpha, maya]", "backups: [nobody]");

        assertThat(run(add(wrong), "-f", "-")).isEqualTo(2);

        assertThat(captured.err())
                .contains(
                        "agent maya: already exists. Replace it with ./pulser agents change maya -f -.",
                        "agent beta: backups: nobody is neither in the file nor an existing agent.");
        assertThat(pulser.requests()).hasSize(1);
    }

    @Test
    void onlyValidatesInADryRun() {
        assertThat(run(add(TWO), "-f", "-", "--dry-run")).isZero();

        assertThat(captured.err()).contains("Dry run: would add alpha, beta.");
        assertThat(pulser.requests()).hasSize(1);
    }

    @Test
    void changesFieldsByAMergePatch() {
        pulser.answering("PATCH /api/v1/agents/maya", 200, receipt("maya", ",\"command_id\":\"cmd_1\""));

        assertThat(run(
                        change(""),
                        "maya",
                        "--set",
                        "capacity=8",
                        "--set",
                        "limits.requests_per_minute=60",
                        "--set",
                        "backups=[dash, echo]",
                        "--unset",
                        "budget",
                        "--by",
                        "me"))
                .isZero();

        assertThat(pulser.requests())
                .singleElement()
                .asString()
                .endsWith("{\"capacity\":8,\"limits\":{\"requests_per_minute\":60},\"backups\":[\"dash\",\"echo\"],"
                        + "\"budget\":null,\"by\":\"me\"}");
        assertThat(captured.out()).containsPattern("maya +kafka +1 +cmd_1");
    }

    @Test
    void printsWarningsAndUnchangedDefinitions() {
        pulser.answering(
                "PATCH /api/v1/agents/maya",
                200,
                "{\"definition\":{\"name\":\"maya\"},\"warnings\":[\"no adapter has an MCP server x\"]}");

        assertThat(run(change(""), "maya", "--set", "servers=[x]")).isZero();

        assertThat(captured.err())
                .contains(
                        "Warning: agent maya: no adapter has an MCP server x",
                        "Agent maya already has this definition. Nothing was changed.");
    }

    @Test
    void replacesADefinitionByAFileAboutTheSameAgent() {
        pulser.answering("PUT /api/v1/agents/alpha", 200, receipt("alpha", ",\"command_id\":\"cmd_1\""));
        var alpha = "{name: alpha, kind: kafka, capacity: 3, timeout: PT1M}";

        assertThat(run(change(alpha), "alpha", "-f", "-", "--by", "me")).isZero();

        assertThat(pulser.requests()).singleElement().asString().contains("\"capacity\":3", "\"by\":\"me\"");
        assertThat(run(change(alpha), "beta", "-f", "-")).isEqualTo(2);
        assertThat(captured.err()).contains("The file must describe agent beta and no other.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            capacity          | Use FIELD=VALUE
            =8                | Use FIELD=VALUE
            role=             | Use --unset role to remove the field
            role=~            | Use --unset role to remove the field
            limits..x=1       | Invalid field
            backups=[a        | it is not valid YAML
            """)
    void refusesMalformedChanges(String change, String message) {
        assertThatThrownBy(() -> AgentPatch.of(List.of(change), List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesTwoChangesOfOneField() {
        assertThatThrownBy(() -> AgentPatch.of(List.of("limits=1", "limits.x=2"), List.of()))
                .hasMessageContaining("changed twice");
        assertThatThrownBy(() -> AgentPatch.of(List.of("role=a"), List.of("role")))
                .hasMessageContaining("changed twice");
    }

    @Test
    void removesAnAgentOnlyAfterConfirmation() {
        pulser.answering(
                "DELETE /api/v1/agents/maya", 200, "{\"name\":\"maya\",\"deleted\":true,\"command_id\":\"cmd_1\"}");

        assertThat(run(remove(), "maya")).isEqualTo(2);
        assertThat(captured.err())
                .contains(
                        "to remove agent maya (running tasks: 2, waiting tasks: 8): this is not a terminal. Add --yes");
        assertThat(pulser.requests()).hasSize(1);

        assertThat(run(remove(), "maya", "--yes", "--by", "me")).isZero();

        assertThat(pulser.requests()).last().asString().startsWith("DELETE").contains("\"by\":\"me\"");
        assertThat(captured.out()).containsPattern("maya +true +cmd_1");
    }

    @Test
    void suggestsForceForAnAgentInUse() {
        pulser.answering("DELETE /api/v1/agents/maya", 409, "{\"title\":\"Agent in use\",\"status\":409}")
                .answering("DELETE /api/v1/agents/maya?force=true", 200, "{\"name\":\"maya\",\"deleted\":true}");

        assertThat(run(remove(), "maya", "--yes")).isEqualTo(1);
        assertThat(captured.err()).contains("Agent in use", "Add --force to remove it anyway.");

        assertThat(run(remove(), "maya", "--yes", "--force")).isZero();
    }
}
