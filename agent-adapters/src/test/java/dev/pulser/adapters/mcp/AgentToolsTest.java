// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.coordinator.TestServers;
import dev.pulser.adapters.registry.ApproveTools;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.sample.Samples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentToolsTest {

    private static final AgentDefinition ALPHA =
            Samples.anAgent("alpha").using("legacy").build();

    @TempDir
    private Path folder;

    @Test
    void showsWhatIsApproved() throws IOException, InterruptedException {
        var found = find(ApproveTools.FIRST_SEEN);

        assertThat(found.tools()).extracting(AgentTools.Tool::path).contains("legacy/say");
        assertThat(found.withheld()).isEmpty();
    }

    @Test
    void showsNoDefinitionThatNobodyHasApproved() throws IOException, InterruptedException {
        var found = find(ApproveTools.NEVER);

        assertThat(found.tools()).isEmpty();
        assertThat(found.withheld()).contains("legacy/say");
    }

    private AgentTools.Found.Tools find(ApproveTools approve) throws IOException, InterruptedException {
        try (var servers = TestServers.of(folder, "legacy")) {
            servers.start();
            return (AgentTools.Found.Tools)
                    TestTools.steps(servers, approve).tools().find(ALPHA);
        }
    }
}
