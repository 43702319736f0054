// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AgentAdapterContract;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.adapters.toolcall.TestToolCallers;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.TestServers;
import dev.pulser.service.egress.Egress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class LlmAdapterContractTest extends AgentAdapterContract {

    private final McpServers servers;
    private final ScriptedLlmAgent agent;
    private final LlmAdapter adapter;

    LlmAdapterContractTest(@TempDir Path folder) throws IOException {
        servers = TestServers.of(folder);
        agent = new ScriptedLlmAgent();
        adapter = new LlmAdapter(
                FixedLlmConfig.small(),
                TestToolCallers.caller(servers),
                new Egress(EgressPolicy.allowing(List.of("127.0.0.0/8"))),
                variable -> null,
                InstantSource.fixed(Assignments.NOW));
    }

    @AfterEach
    void close() {
        adapter.close();
        agent.close();
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
