// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerChecksTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void sixOfTheServersThatAreDeclaredNeedNode() {
        assertThat(ServerChecks.needingNode(Path.of("../config/mcp.json")))
                .containsExactlyInAnyOrder("pulser-hub", "digitalocean", "kubernetes", "docker", "github", "supabase");
        assertThat(ServerChecks.needingNode(Path.of("no-such-file"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"v22.11.0, ok", "v20.0.0, ok", "v18.19.1, note", "'', note", "command not found, note"})
    void wantsNode20OrLaterButCanDoWithout(String printed, String state) {
        var found = ServerChecks.nodeOf(printed, List.of("github"));

        assertThat(found.state()).isEqualTo(state);
        assertThat(found.isProblem()).isFalse();
    }

    @Test
    void saysWhichServersLackWhat() throws IOException {
        var declared = new ArrayList<JsonNode>();
        declared.add(JSON.readTree("{\"server\":\"toolbox\",\"state\":\"declared\"}"));
        declared.add(JSON.readTree("""
                {"server":"github","state":"not-configured",
                 "reason":"server github needs the environment variable TOKEN, which is not set where the adapters run"}"""));

        assertThat(ServerChecks.serversOf(declared))
                .containsExactly(
                        Finding.ok("MCP servers", "can be started: toolbox"),
                        Finding.note(
                                "MCP server github",
                                "needs the environment variable TOKEN, which is not set where the adapters run",
                                "set it for ./pulser up; ./pulser mcp test github tries it"));
    }
}
