// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.sample.Samples;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.session.ToolCallContext;
import dev.pulser.service.json.Json;
import java.util.Arrays;
import java.util.List;

/** Simulated agent of kind {@code mcp} with one scripted server. */
final class ScriptedMcpAgent implements ScriptedAgent {

    private final McpServers servers;

    ScriptedMcpAgent(McpServers servers) {
        this.servers = servers;
    }

    @Override
    public AgentDefinition definition() {
        return Samples.anAgent("alpha").using("handshake").build();
    }

    @Override
    public AgentDefinition unreachableDefinition() {
        return Samples.anAgent("alpha").using("undeclared").build();
    }

    @Override
    public String payloadForSuccess() {
        return "{\"tool\":\"say\"}";
    }

    @Override
    public String payloadForOverload() {
        return "{\"tool\":\"say\",\"arguments\":{\"do\":\"overload\"}}";
    }

    @Override
    public String payloadForRejection() {
        return "{\"tool\":\"say\",\"arguments\":{\"do\":\"refusal\"}}";
    }

    @Override
    public String payloadWithoutResponse() {
        return "{\"tool\":\"say\",\"arguments\":{\"do\":\"silence\"}}";
    }

    @Override
    public List<String> keys() {
        var keys = report("keys").split(";");
        return Arrays.asList(keys).subList(0, keys.length - 1); // without the key of this call
    }

    @Override
    public boolean hasUnansweredCall() {
        return report("keys").contains("tsk_");
    }

    private String report(String member) {
        try {
            if (!(servers.find("handshake").orElseThrow().await() instanceof ServerState.Ready ready)) {
                throw new IllegalStateException("the server has not started");
            }
            var outcome = ready.session()
                    .callTool("say", new Json("{\"want\":\"report\"}"), new ToolCallContext("report", 1, null));
            return outcome.toString().replaceAll(".*\"" + member + "\":\"?([^\"}]*?)\"?[,}].*", "$1");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
