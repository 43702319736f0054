// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.cli.doctor.Finding;
import dev.pulser.launcher.project.ProjectLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpServerChecksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void findsTheDeclaredServersThatNeedNode() {
        assertThat(McpServerChecks.serversOnNode(ProjectLayout.find().mcpFile()))
                .containsExactlyInAnyOrder("pulser-hub", "digitalocean", "kubernetes", "docker", "github", "supabase");
        assertThat(McpServerChecks.serversOnNode(Path.of("no-such-file"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"v22.11.0, ok", "v20.0.0, ok", "v18.19.1, note", "'', note", "command not found, note"})
    void reportsNodeBefore20AsANote(String printed, String state) {
        var found = McpServerChecks.nodeOf(printed, List.of("github"));

        assertThat(found.state()).isEqualTo(state);
        assertThat(found.isProblem()).isFalse();
    }

    @Test
    void reportsMissingSettingsOfServers() throws IOException {
        var declared = new ArrayList<JsonNode>();
        declared.add(JSON.readTree("{\"server\":\"toolbox\",\"state\":\"declared\"}"));
        declared.add(JSON.readTree("""
                {"server":"github","state":"not-configured",
                 "reason":"Server github requires the environment variable TOKEN."}"""));

        assertThat(McpServerChecks.serversOf(declared))
                .containsExactly(
                        Finding.ok("MCP servers", "Configured: toolbox."),
                        Finding.note(
                                "MCP server github",
                                "Server github requires the environment variable TOKEN.",
                                "Set it before ./pulser up, and test the server with ./pulser mcp test github."));
    }
}
