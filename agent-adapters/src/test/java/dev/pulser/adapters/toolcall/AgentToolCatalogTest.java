// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.registry.ToolApprovalPolicy;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.sample.Samples;
import dev.pulser.mcp.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentToolCatalogTest {

    private static final AgentDefinition ALPHA =
            Samples.anAgent("alpha").using("handshake").build();

    @TempDir
    private Path folder;

    @Test
    void returnsApprovedTools() throws IOException, InterruptedException {
        var found = find(ToolApprovalPolicy.FIRST_SEEN);

        assertThat(found.tools()).extracting(AgentToolCatalog.Tool::path).contains("handshake/say");
        assertThat(found.withheld()).isEmpty();
    }

    @Test
    void withholdsToolsThatAreNotApproved() throws IOException, InterruptedException {
        var found = find(ToolApprovalPolicy.NEVER);

        assertThat(found.tools()).isEmpty();
        assertThat(found.withheld()).contains("handshake/say");
    }

    private AgentToolCatalog.Lookup.Found find(ToolApprovalPolicy policy) throws IOException, InterruptedException {
        try (var servers = TestServers.of(folder, "handshake")) {
            servers.start();
            return (AgentToolCatalog.Lookup.Found)
                    TestToolCallers.caller(servers, policy).catalog().find(ALPHA);
        }
    }
}
