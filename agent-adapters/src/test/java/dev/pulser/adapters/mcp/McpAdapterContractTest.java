// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.TestServers;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AgentAdapterContract;
import dev.pulser.adapters.spi.ScriptedAgent;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class McpAdapterContractTest extends AgentAdapterContract {

    private final McpServers servers;
    private final ScriptedMcpAgent agent;
    private final McpAdapter adapter;

    McpAdapterContractTest(@TempDir Path folder) {
        servers = TestServers.of(folder, "legacy");
        servers.start();
        agent = new ScriptedMcpAgent(servers);
        adapter = TestTools.adapter(servers, TestServers.config(folder));
    }

    @AfterEach
    void close() {
        servers.close();
    }

    @Override
    protected AgentAdapter adapter() {
        return adapter;
    }

    @Override
    protected ScriptedAgent agent() {
        return agent;
    }
}
