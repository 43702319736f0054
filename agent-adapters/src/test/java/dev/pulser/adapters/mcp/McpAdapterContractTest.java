// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AgentAdapterContract;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.adapters.toolcall.TestToolCallers;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class McpAdapterContractTest extends AgentAdapterContract {

    private final McpServers servers;
    private final ScriptedMcpAgent agent;
    private final McpAdapter adapter;

    McpAdapterContractTest(@TempDir Path folder) {
        servers = TestServers.of(folder, "handshake");
        servers.start();
        agent = new ScriptedMcpAgent(servers);
        adapter = new McpAdapter(TestToolCallers.caller(servers), () -> 100_000);
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
