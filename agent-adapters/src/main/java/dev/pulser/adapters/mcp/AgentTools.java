// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.coordinator.tools.ToolDefinition;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.task.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All tools of an agent's servers, for whoever has to know them before it chooses one. */
public final class AgentTools {

    private final McpServers servers;
    private final ToolRegistry registry;

    AgentTools(McpServers servers, ToolRegistry registry) {
        this.servers = servers;
        this.registry = registry;
    }

    /** A tool and where it is. */
    public record Tool(String server, ToolDefinition definition) {

        /** {@code server/tool}. */
        public String path() {
            return server + '/' + definition.name();
        }
    }

    /** What there is. */
    public sealed interface Found {

        /**
         * @param tools    that can be called: a definition that nobody has approved is shown to no model
         * @param withheld the others, as {@link Tool#path}
         */
        record Tools(List<Tool> tools, Set<String> withheld) implements Found {

            public Tools {
                tools = List.copyOf(tools);
                withheld = Set.copyOf(withheld);
            }
        }

        /** A server is away: this is how the attempt ends. */
        record Missing(Outcome outcome) implements Found {}
    }

    /** Waits for servers that are starting. One that is not configured is missed only where no other is. */
    public Found find(AgentDefinition agent) throws InterruptedException {
        var tools = new ArrayList<Tool>();
        var withheld = new HashSet<String>();
        Outcome notConfigured = null;
        boolean anyReady = false;
        for (var name : agent.servers()) {
            var server = servers.find(name).orElse(null);
            if (server == null) {
                return new Found.Missing(Results.permanent(
                        "mcp-server-not-configured",
                        "server %s of agent %s is not declared, %s".formatted(name, agent.name(), servers.declared())));
            }
            switch (server.await()) {
                case ServerState.Ready _ -> {
                    anyReady = true;
                    for (var known : registry.tools(server).values()) {
                        var tool = new Tool(name, known.definition());
                        if (registry.isCallable(known)) {
                            tools.add(tool);
                        } else {
                            withheld.add(tool.path());
                        }
                    }
                }
                case ServerState.NotConfigured state ->
                    notConfigured = firstOf(notConfigured, McpFailures.unavailable(name, state));
                case ServerState state -> {
                    return new Found.Missing(McpFailures.unavailable(name, state));
                }
            }
        }
        return notConfigured == null || anyReady ? new Found.Tools(tools, withheld) : new Found.Missing(notConfigured);
    }

    private static Outcome firstOf(@Nullable Outcome first, Outcome second) {
        return first == null ? second : first;
    }
}
