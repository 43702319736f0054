// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AgentCommandsTest {

    private static final String AGENTS = """
            {"agents":[{"name":"maya","kind":"mcp","capacity":2,"task_types":["documentation"],"running":2,"waiting":7,
              "retrying":1,"paused":true},{"name":"dash","kind":"http","capacity":1,"task_types":["analytics"]}]}
            """;

    private final CapturedConsole captured = CapturedConsole.pipe();
    private FakePulser pulser;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start().answering("GET /api/v1/agents", 200, AGENTS);
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    private int run(Object command, String... arguments) {
        var commandLine = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, commandLine, 0, arguments.length);
        commandLine[arguments.length] = "--url";
        commandLine[arguments.length + 1] = pulser.url();
        return new CommandLine(command).execute(commandLine);
    }

    private PauseAgentsCommand pause() {
        return new PauseAgentsCommand(captured.console(), InputStream.nullInputStream());
    }

    @Test
    void listsTheAgentsWithTheirLanesAndHealth() {
        pulser.answering(
                "GET /api/v1/agents/health",
                200,
                "{\"agents\":[{\"name\":\"maya\",\"status\":\"degraded\"},{\"name\":\"dash\",\"status\":\"healthy\"}]}");

        assertThat(run(new ListAgentsCommand(captured.console()))).isZero();

        assertThat(captured.out())
                .containsPattern("maya +paused +degraded +mcp +2 +2 +7 +1 +documentation")
                .containsPattern("dash +active +healthy +http +1 +analytics");
    }

    @Test
    void listsTheAgentsWithoutHealthWhenItIsUnavailable() {
        assertThat(run(new ListAgentsCommand(captured.console()))).isZero();

        assertThat(captured.out().lines().toList())
                .satisfiesExactly(
                        headings -> assertThat(headings).startsWith("AGENT"),
                        maya -> assertThat(maya).containsPattern("maya +paused +mcp +2 +2 +7 +1 +documentation"),
                        dash -> assertThat(dash).containsPattern("dash +active +http +1 +analytics"));
    }

    @Test
    void pausesOneAgentWithoutConfirmation() {
        pulser.answering(
                "POST /api/v1/agents/maya/pause", 202, "{\"agent\":\"maya\",\"paused\":true,\"command_id\":\"cmd_1\"}");

        assertThat(run(pause(), "maya", "--by", "me")).isZero();

        assertThat(captured.out()).containsPattern("maya +true +cmd_1");
        assertThat(pulser.requests()).last().asString().contains("\"by\":\"me\"");
    }

    @Test
    void countsTheWaitingTasksBeforeItPausesACompany() {
        pulser.answering("POST /api/v1/company/pause", 202, "{\"paused\":true,\"command_id\":\"cmd_1\"}");

        assertThat(run(pause(), "--company")).as("no terminal to confirm on").isNotZero();
        assertThat(pulser.requests()).hasSize(1);

        assertThat(run(pause(), "--company", "--dry-run")).isZero();
        assertThat(pulser.requests()).hasSize(2);
        assertThat(captured.err()).contains("pause the whole company (waiting tasks: 7)");

        assertThat(run(pause(), "--company", "--yes")).isZero();
        assertThat(pulser.requests()).last().asString().startsWith("POST /api/v1/company/pause");
    }

    @Test
    void resumes() {
        pulser.answering("POST /api/v1/agents/dash/resume", 202, "{\"agent\":\"dash\",\"paused\":false}");

        assertThat(run(new ResumeAgentsCommand(captured.console(), InputStream.nullInputStream()), "dash"))
                .isZero();

        assertThat(captured.out()).containsPattern("dash +false");
    }
}
