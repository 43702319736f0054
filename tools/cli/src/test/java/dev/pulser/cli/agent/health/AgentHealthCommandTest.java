// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AgentHealthCommandTest {

    private static final String HEALTH = "GET /api/v1/agents/health";

    private static final String REPORT = """
            {"timestamp":"2026-01-01T00:00:05Z","agents":[
              {"name":"dash","status":"unhealthy","avatar":"📊","kind":"mcp","enabled":true,"reason":"toolbox is\\naway",
               "since":"2026-01-01T00:00:00.123Z","running":0,"waiting":7,"paused":false,"block_reason":"unhealthy","backup":"maya",
               "tasks_completed":127,"tasks_failed":3,"response":{"p50_milliseconds":12,"p95_milliseconds":1234}},
              {"name":"maya","status":"healthy","kind":"http","enabled":true,"running":1,"waiting":0,"paused":true},
              {"name":"zoe","status":"unknown","kind":"http","enabled":false}]}
            """;

    private final CapturedConsole captured = CapturedConsole.pipe();
    private FakePulser pulser;

    @BeforeEach
    void start() throws IOException {
        pulser = FakePulser.start();
    }

    @AfterEach
    void stop() {
        pulser.close();
    }

    private int run(CapturedConsole to, String... arguments) {
        var commandLine = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, commandLine, 0, arguments.length);
        commandLine[arguments.length] = "--url";
        commandLine[arguments.length + 1] = pulser.url();
        return new CommandLine(new AgentHealthCommand(to.console())).execute(commandLine);
    }

    @Test
    void showsTheHealthOfEveryAgent() {
        pulser.answering(HEALTH, 200, REPORT);

        assertThat(run(captured)).isZero();

        assertThat(captured.out()).isEqualTo("""
                            AGENT  HEALTH     SINCE                 REASON           RUNNING  WAITING  BLOCKED    DONE  FAILED  P95      BACKUP
                        📊  dash   unhealthy  2026-01-01T00:00:00Z  toolbox is away  0        7        unhealthy  127   3       1.234 s  maya
                            maya   healthy                                           1        0        paused
                            zoe    unknown                                                             disabled
                        """);
    }

    @Test
    void showsTheHealthOfOneAgentAndItsHistory() {
        pulser.answering(HEALTH, 200, REPORT).answering("GET /api/v1/agents/dash/health/history?limit=20", 200, """
                        {"agent":"dash","changes":[
                          {"at":"2026-01-01T00:00:00Z","status":"unhealthy","reason":"toolbox is away","check_milliseconds":30},
                          {"at":"2025-12-31T00:00:00Z","status":"healthy"}]}""");

        assertThat(run(captured, "dash")).isZero();

        assertThat(captured.out())
                .doesNotContain("maya   healthy")
                .containsPattern(
                        "2026-01-01T00:00:00Z +unhealthy +0.030 s +toolbox is away\\R2025-12-31T00:00:00Z +healthy");
    }

    @Test
    void printsHealthAndHistoryAsJson() {
        pulser.answering(HEALTH, 200, REPORT)
                .answering(
                        "GET /api/v1/agents/dash/health/history?limit=5", 200, "{\"agent\":\"dash\",\"changes\":[]}");

        assertThat(run(captured, "dash", "--limit", "5", "-o", "json")).isZero();

        assertThat(captured.out()).contains("\"agent\" : {", "\"tasks_completed\" : 127", "\"changes\" : [ ]");
    }

    @Test
    void printsALineForEveryChangeInWatchMode() {
        pulser.answering("GET /health", 200, "{\"ok\":true}")
                .answering(HEALTH, 200, REPORT)
                .answering(HEALTH, 200, REPORT)
                .answering(HEALTH, 200, REPORT.replace("unhealthy\",\"avatar", "degraded\",\"avatar"));

        assertThat(run(captured, "dash", "--watch", "--every", "50", "--for", "1"))
                .isZero();

        assertThat(captured.out().lines())
                .containsExactly(
                        "2026-01-01T00:00:00Z dash unhealthy toolbox is away",
                        "2026-01-01T00:00:00Z dash degraded toolbox is away");
    }

    @Test
    void refreshesATableOnATerminalInWatchMode() {
        pulser.answering("GET /health", 200, "{\"ok\":true}").answering(HEALTH, 200, REPORT);
        var terminal = CapturedConsole.terminal();

        assertThat(run(terminal, "--watch", "--every", "900", "--for", "1")).isZero();

        assertThat(terminal.out()).startsWith("\u001b[H\u001b[2J").contains("dash", "maya", "zoe");
    }
}
