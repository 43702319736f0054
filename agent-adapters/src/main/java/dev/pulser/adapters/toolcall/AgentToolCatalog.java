// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.tools.McpTool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Catalog of the tools of an agent, for callers that select tools themselves, such as models. Thread-safe. */
public final class AgentToolCatalog {

    private final McpServers servers;
    private final ToolRegistry registry;

    AgentToolCatalog(McpServers servers, ToolRegistry registry) {
        this.servers = servers;
        this.registry = registry;
    }

    /** Tool with the server that provides it. */
    public record Tool(String server, McpTool definition) {

        /** Returns {@code server/tool}. */
        public String path() {
            return server + '/' + definition.name();
        }
    }

    /** Result of a lookup. */
    public sealed interface Lookup {

        /**
         * Tools of the agent.
         *
         * @param tools    callable tools; tools without an approved definition are never shown to a model
         * @param withheld paths of all other tools
         */
        record Found(List<Tool> tools, Set<String> withheld) implements Lookup {

            public Found {
                tools = List.copyOf(tools);
                withheld = Set.copyOf(withheld);
            }
        }

        /** A server of the agent is unavailable; {@code outcome} is the outcome of the attempt. */
        record Unavailable(Outcome outcome) implements Lookup {}
    }

    /**
     * Looks up the tools of an agent and waits for servers that are starting. Servers that are not configured are ignored unless
     * no other server is ready.
     */
    public Lookup find(AgentDefinition agent) throws InterruptedException {
        var tools = new ArrayList<Tool>();
        var withheld = new HashSet<String>();
        Outcome notConfigured = null;
        boolean anyReady = false;
        for (var name : agent.servers()) {
            var server = servers.find(name).orElse(null);
            if (server == null) {
                return new Lookup.Unavailable(Outcomes.permanent(
                        "mcp-server-not-configured",
                        "Server %s of agent %s is not declared. %s."
                                .formatted(name, agent.name(), servers.declared())));
            }
            switch (server.await()) {
                case ServerState.Ready _ -> {
                    anyReady = true;
                    for (var registered : registry.tools(server).values()) {
                        var tool = new Tool(name, registered.definition());
                        if (registry.isCallable(registered)) {
                            tools.add(tool);
                        } else {
                            withheld.add(tool.path());
                        }
                    }
                }
                case ServerState.NotConfigured state ->
                    notConfigured = firstOf(notConfigured, McpFailureMapper.unavailable(name, state));
                case ServerState state -> {
                    return new Lookup.Unavailable(McpFailureMapper.unavailable(name, state));
                }
            }
        }
        return notConfigured == null || anyReady
                ? new Lookup.Found(tools, withheld)
                : new Lookup.Unavailable(notConfigured);
    }

    private static Outcome firstOf(@Nullable Outcome first, Outcome second) {
        return first == null ? second : first;
    }
}
