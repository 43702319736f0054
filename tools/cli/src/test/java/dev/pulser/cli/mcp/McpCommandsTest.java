// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.api.FakePulser;
import dev.pulser.cli.console.CapturedConsole;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class McpCommandsTest {

    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String TOOL = "GET /api/v1/tools/fs/files/read";
    private static final String APPROVE = "POST /api/v1/tools/approve";

    private static final String CHANGED = """
            {"server":"fs","tool":"files/read","description":"Reads any file","input_schema":{"type":"object"},
             "server_hints":{"read_only":true,"destructive":false,"open_world":true},"hash":"%s","state":"quarantined",
             "listed_at":"2026-01-01T00:00:00Z","approval":{"hash":"ffff","at":"2025-01-01T00:00:00Z"},
             "pending_hash":"%s","differences":[
               {"field":"description","approved":"Reads a file","current":"Reads any file"},
               {"field":"output_schema","current":{"type":"string"}}]}
            """.formatted(HASH, HASH);

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

    private ApproveToolCommand approve() {
        return new ApproveToolCommand(captured.console(), InputStream.nullInputStream());
    }

    @Test
    void listsTheServersAndDifferencesBetweenAdapters() {
        pulser.answering("GET /api/v1/servers", 200, """
                {"servers":[
                  {"name":"both","state":"ready","stale":false,"tools":3,"seen_at":"2026-01-01T00:00:00Z","adapters":[
                    {"adapter":"a1","state":"ready","protocol":"2025-11-25","tools":3,"rejected_tools":[],"starts":1,"skipped_lines":2},
                    {"adapter":"a2","state":"ready","protocol":"2025-11-25","tools":3,"rejected_tools":[],"starts":4,"skipped_lines":0}]},
                  {"name":"gone","state":"unknown","stale":true,"tools":0,"seen_at":"2026-01-01T00:00:00Z","adapters":[]},
                  {"name":"one","state":"ready","stale":false,"tools":1,"seen_at":"2026-01-01T00:00:00Z","adapters":[
                    {"adapter":"a1","state":"ready","protocol":"2026-07-28","tools":1,"rejected_tools":["x: no name"],"starts":1,"skipped_lines":0},
                    {"adapter":"a2","state":"not-configured","reason":"TOKEN is not set","tools":0,"rejected_tools":[],"starts":0,"skipped_lines":0}]}]}
                """);

        assertThat(run(new ListMcpServersCommand(captured.console()))).isZero();

        assertThat(captured.out()).isEqualTo("""
                        SERVER  STATE           PROTOCOL    TOOLS  RESTARTS  SKIPPED  ADAPTERS  REASON
                        both    ready           2025-11-25  3      3         2        2
                        gone    unknown                                                         No report since 2026-01-01T00:00:00Z
                        one     ready           2026-07-28  1      0         0        a1        1 tools skipped: x: no name
                        one     not-configured              0      0         0        a2        TOKEN is not set
                        """);
    }

    @Test
    void findsToolsByWordsAndFilters() {
        pulser.answering(
                "GET /api/v1/tools?q=delete+a+file&server=fs&state=approved&agent=maya&limit=20", 200, """
                {"tools":[{"server":"fs","tool":"remove","description":"Takes a\\n file away. %s","state":"approved","hash":"x",
                   "input_schema":{},"server_hints":{"destructive":true,"idempotent":true},
                   "statistics":{"calls":12,"failures":1,"p95_milliseconds":250}}],
                 "next_cursor":"more","found_by":"semantic"}
                """.formatted(
                                "very long ".repeat(30)));

        assertThat(run(
                        new ListToolsCommand(captured.console()),
                        "delete",
                        "a",
                        "file",
                        "--server",
                        "fs",
                        "--state",
                        "approved",
                        "--agent",
                        "maya"))
                .isZero();

        assertThat(captured.out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120))
                .last()
                .asString()
                .containsPattern(
                        "^fs +remove +Takes a file away\\. very long.*… +destructive, idempotent +approved +12 +1 +0.250 s$");
        assertThat(captured.err()).contains("--cursor more");
    }

    @Test
    void showsAToolWithItsSchemasAndHashes() {
        pulser.answering(TOOL, 200, CHANGED);

        assertThat(run(new ShowToolCommand(captured.console()), "fs/files/read"))
                .isZero();

        assertThat(captured.out())
                .containsPattern("state +quarantined")
                .containsPattern("pending_hash +" + HASH)
                .containsPattern("server hints +read-only, open-world")
                .containsPattern("approved hash +ffff")
                .contains("description, from the server:\n  Reads any file", "input schema:\n  {")
                .contains("description, approved:\n  Reads a file");
    }

    @Test
    void approvesTheDisplayedDefinition() {
        pulser.answering(TOOL, 200, CHANGED)
                .answering(
                        APPROVE,
                        200,
                        "{\"server\":\"fs\",\"tool\":\"files/read\",\"state\":\"approved\",\"hash\":\"%s\",\"approval\":{\"by\":\"me\"}}"
                                .formatted(HASH));

        assertThat(run(approve(), "fs/files/read", "--yes", "--by", "me", "--reason", "read it"))
                .isZero();

        assertThat(captured.out())
                .contains(
                        "description, approved:\n  Reads a file",
                        "description, now:\n  Reads any file",
                        "output_schema, approved:\n  (none)")
                .containsPattern("fs +files/read +approved +me +" + HASH);
        assertThat(pulser.requests())
                .last()
                .asString()
                .startsWith(APPROVE)
                .contains(
                        "\"tool\":\"fs/files/read\"",
                        "\"hash\":\"" + HASH + '"',
                        "\"by\":\"me\"",
                        "\"reason\":\"read it\"");
    }

    @Test
    void approvesNothingWithoutConfirmation() {
        pulser.answering(TOOL, 200, CHANGED);
        var terminal = CapturedConsole.terminal();
        var no = new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8));

        assertThat(run(approve(), "fs/files/read")).isEqualTo(2);
        assertThat(run(new ApproveToolCommand(terminal.console(), no), "fs/files/read"))
                .isEqualTo(1);

        assertThat(pulser.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).startsWith("GET"));
    }

    @Test
    void doesNotApproveAToolThatIsApprovedOrGone() {
        pulser.answering(TOOL, 200, CHANGED.replace("quarantined", "approved"))
                .answering(TOOL, 200, CHANGED.replace("quarantined", "gone"));

        assertThat(run(approve(), "fs/files/read", "--yes")).isZero();
        assertThat(run(approve(), "fs/files/read", "--yes")).isEqualTo(1);

        assertThat(captured.err()).contains("is already approved", "is no longer provided");
    }

    @Test
    void reportsADefinitionThatChangedInTheMeantime() {
        pulser.answering(TOOL, 200, CHANGED)
                .answering(APPROVE, 409, "{\"title\":\"Tool definition changed\",\"status\":409}");

        assertThat(run(approve(), "fs/files/read", "--yes")).isEqualTo(1);

        assertThat(captured.err()).contains("Tool definition changed (409)");
    }
}
