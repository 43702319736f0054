// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.callback.TestCallbacks;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AgentAdapterContract;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.adapters.web.AgentHttpClient;
import dev.pulser.adapters.web.TestClients;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class A2aStreamingContractTest extends AgentAdapterContract {

    private final ScriptedA2aAgent agent;
    private final AgentHttpClient client = TestClients.local();
    private final A2aAdapter adapter = new A2aAdapter(
            FixedA2aConfig.quick(), client, TestCallbacks.create(), InstantSource.fixed(Assignments.NOW));

    A2aStreamingContractTest() throws IOException {
        agent = new ScriptedA2aAgent("1.0", true, false);
    }

    @AfterEach
    void close() {
        client.close();
        agent.close();
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
