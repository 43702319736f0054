// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.ServerState;
import dev.pulser.mcp.SupervisedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Selector of the server for a call: the one that the task names if the agent may use it, otherwise the first server of
 * the agent that has the tool. Waits for servers that have never listed their tools. Thread-safe.
 */
public final class ServerSelector {

    private static final int MAX_LISTED_TOOLS = 30;

    private final McpServers servers;
    private final ToolRegistry registry;

    ServerSelector(McpServers servers, ToolRegistry registry) {
        this.servers = servers;
        this.registry = registry;
    }

    /** Result of a selection. */
    sealed interface Selection {

        record Selected(SupervisedServer server) implements Selection {}

        /** No server; {@code outcome} is the outcome of the attempt. */
        record None(Outcome outcome) implements Selection {}
    }

    Selection select(AgentDefinition agent, ToolCallRequest call) throws InterruptedException {
        if (call.server().isPresent()) {
            return selectNamed(agent, call, call.server().get());
        }
        var candidates = declaredServers(agent);
        for (var server : candidates) {
            if (hasTool(server, call.tool())) {
                return new Selection.Selected(server);
            }
        }
        var unavailable = new ArrayList<String>();
        for (var server : candidates) {
            if (hasToolAfterRefresh(server, call.tool())) {
                return new Selection.Selected(server);
            }
            if (!server.hasListedTools() && !(server.state() instanceof ServerState.NotConfigured)) {
                unavailable.add(nameAndState(server));
            }
        }
        return new Selection.None(
                unavailable.isEmpty()
                        ? toolNotFound(agent, candidates, call.tool())
                        : serversUnavailable(call.tool(), unavailable));
    }

    /** Returns the names of the agent's tools as text for error messages. */
    public String availableTools(AgentDefinition agent) {
        var names = new TreeSet<String>();
        declaredServers(agent)
                .forEach(server -> names.addAll(registry.tools(server).keySet()));
        if (names.isEmpty()) {
            return "none. " + describeServers(agent);
        }
        var listed = String.join(", ", names.stream().limit(MAX_LISTED_TOOLS).toList());
        return names.size() <= MAX_LISTED_TOOLS
                ? listed
                : "%s and %d more".formatted(listed, names.size() - MAX_LISTED_TOOLS);
    }

    /** Checks the servers of an agent. Servers that are not configured are ignored unless no other server is ready. */
    CheckResult check(AgentDefinition agent) {
        var configured = declaredServers(agent).stream()
                .filter(server -> !(server.state() instanceof ServerState.NotConfigured))
                .toList();
        boolean anyReady = configured.stream().anyMatch(server -> server.state() instanceof ServerState.Ready);
        boolean allReady = configured.stream().allMatch(server -> server.state() instanceof ServerState.Ready);
        if (!anyReady) {
            return new CheckResult.Unhealthy(describeServers(agent));
        }
        return allReady ? new CheckResult.Healthy() : new CheckResult.Degraded(describeServers(agent));
    }

    private Selection selectNamed(AgentDefinition agent, ToolCallRequest call, String name)
            throws InterruptedException {
        var server = servers.find(name);
        if (!agent.servers().contains(name)) {
            return new Selection.None(Outcomes.permanent(
                    "server-not-allowed",
                    "Agent %s may not use MCP server \"%s\". Allowed servers: %s."
                            .formatted(agent.name(), Excerpt.line(name), String.join(", ", agent.servers()))));
        }
        if (server.isEmpty()) {
            return new Selection.None(notConfigured(agent));
        }
        if (server.get().state() instanceof ServerState.NotConfigured state) {
            return new Selection.None(McpFailureMapper.unavailable(name, state));
        }
        if (hasToolAfterRefresh(server.get(), call.tool())) {
            return new Selection.Selected(server.get());
        }
        return new Selection.None(
                server.get().hasListedTools()
                        ? toolNotFound(agent, List.of(server.get()), call.tool())
                        : serversUnavailable(call.tool(), List.of(nameAndState(server.get()))));
    }

    /** Waits for the first tool list of the server, or refreshes its list, if the tool is not known. */
    private boolean hasToolAfterRefresh(SupervisedServer server, String tool) throws InterruptedException {
        if (hasTool(server, tool)) {
            return true;
        }
        if (server.hasListedTools()) {
            server.refreshTools();
        } else {
            server.await();
        }
        return hasTool(server, tool);
    }

    private boolean hasTool(SupervisedServer server, String tool) {
        return registry.tools(server).containsKey(tool);
    }

    private List<SupervisedServer> declaredServers(AgentDefinition agent) {
        return agent.servers().stream()
                .map(servers::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the outcome of a call whose tool none of these servers has. */
    Outcome toolNotFound(AgentDefinition agent, List<SupervisedServer> searched, String tool) {
        if (searched.stream().noneMatch(SupervisedServer::hasListedTools)) {
            return notConfigured(agent);
        }
        var denying = searched.stream()
                .filter(server -> registry.isDenied(server, tool))
                .findFirst();
        if (denying.isPresent()) {
            return Outcomes.permanent(
                    "tool-denied",
                    "Tool \"%s\" of MCP server %s is not allowed (allow and deny in mcp.json)."
                            .formatted(Excerpt.line(tool), denying.get().name()));
        }
        var names = new TreeSet<String>();
        searched.forEach(server -> names.addAll(registry.tools(server).keySet()));
        var similar = SimilarNames.of(tool, names);
        return Outcomes.permanent(
                "tool-unknown",
                "Agent %s has no tool \"%s\". %s"
                        .formatted(
                                agent.name(),
                                Excerpt.line(tool),
                                similar.isEmpty()
                                        ? "Available tools: %s.".formatted(availableTools(agent))
                                        : "Did you mean %s?".formatted(String.join(" or ", similar))));
    }

    private Outcome notConfigured(AgentDefinition agent) {
        return Outcomes.permanent("mcp-server-not-configured", describeServers(agent));
    }

    /** Returns one sentence per server of the agent with its state. */
    private String describeServers(AgentDefinition agent) {
        return String.join(
                " ",
                agent.servers().stream()
                        .map(name -> servers.find(name)
                                .map(ServerSelector::describe)
                                .orElseGet(
                                        () -> "MCP server %s is not declared. %s.".formatted(name, servers.declared())))
                        .toList());
    }

    private static String describe(SupervisedServer server) {
        return switch (server.state()) {
            case ServerState.NotConfigured(var _, var reason) -> reason;
            case ServerState state -> "MCP server %s: %s.".formatted(server.name(), state.summary());
        };
    }

    private static String nameAndState(SupervisedServer server) {
        return "%s (%s)".formatted(server.name(), server.state().summary());
    }

    private static Outcome serversUnavailable(String tool, List<String> unavailable) {
        return Outcomes.retryable(
                "mcp-server-unavailable",
                "Tool %s was not found, and these MCP servers are not ready: %s."
                        .formatted(Excerpt.line(tool), String.join("; ", unavailable)));
    }
}
