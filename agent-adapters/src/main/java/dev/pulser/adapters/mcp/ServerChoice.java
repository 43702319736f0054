// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.ServerState;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.task.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the server for a call: the one that the task names, if the agent may use it; else the first of the agent's that
 * has the tool. A server that has never listed its tools is waited for before the next is asked.
 */
public final class ServerChoice {

    private static final int MAX_SHOWN = 30;

    private final McpServers servers;
    private final ToolRegistry registry;

    ServerChoice(McpServers servers, ToolRegistry registry) {
        this.servers = servers;
        this.registry = registry;
    }

    Choice choose(AgentDefinition agent, PlannedCall call) throws InterruptedException {
        if (call.server().isPresent()) {
            return named(agent, call, call.server().get());
        }
        var candidates = declared(agent);
        for (var server : candidates) {
            if (has(server, call.tool())) {
                return new Choice.Server(server);
            }
        }
        var away = new ArrayList<String>();
        for (var server : candidates) {
            if (knows(server, call.tool())) {
                return new Choice.Server(server);
            }
            if (!server.seen() && !(server.state() instanceof ServerState.NotConfigured)) {
                away.add("%s (%s)".formatted(server.name(), server.state().summary()));
            }
        }
        return new Choice.None(away.isEmpty() ? unknown(agent, candidates, call.tool()) : away(call.tool(), away));
    }

    /** All tools that the agent can call now, for people. */
    String available(AgentDefinition agent) {
        var names = new TreeSet<String>();
        declared(agent).forEach(server -> names.addAll(registry.tools(server).keySet()));
        if (names.isEmpty()) {
            return "none now: " + states(agent);
        }
        var shown = String.join(", ", names.stream().limit(MAX_SHOWN).toList());
        return names.size() <= MAX_SHOWN ? shown : "%s and %d more".formatted(shown, names.size() - MAX_SHOWN);
    }

    /** Whether the agent's servers are there. One that is not configured is missed only where it is the only one. */
    public CheckResult check(AgentDefinition agent) {
        var states = declared(agent).stream()
                .filter(server -> !(server.state() instanceof ServerState.NotConfigured))
                .toList();
        boolean anyReady = states.stream().anyMatch(server -> server.state() instanceof ServerState.Ready);
        boolean allReady = states.stream().allMatch(server -> server.state() instanceof ServerState.Ready);
        if (!anyReady) {
            return new CheckResult.Failing(states(agent));
        }
        return allReady ? new CheckResult.Fine() : new CheckResult.Poor(states(agent));
    }

    private Choice named(AgentDefinition agent, PlannedCall call, String name) throws InterruptedException {
        var server = servers.find(name);
        if (!agent.servers().contains(name)) {
            return new Choice.None(Results.permanent(
                    "server-not-allowed",
                    "agent %s may not use server \"%s\"; it may use %s"
                            .formatted(agent.name(), Excerpt.printable(name), String.join(", ", agent.servers()))));
        }
        if (server.isEmpty()) {
            return new Choice.None(notConfigured(agent));
        }
        if (server.get().state() instanceof ServerState.NotConfigured(var code, var reason)) {
            return new Choice.None(Results.permanent(code, reason));
        }
        if (knows(server.get(), call.tool())) {
            return new Choice.Server(server.get());
        }
        return new Choice.None(
                server.get().seen()
                        ? unknown(agent, List.of(server.get()), call.tool())
                        : away(
                                call.tool(),
                                List.of("%s (%s)"
                                        .formatted(name, server.get().state().summary()))));
    }

    /** Waits for a server that has never been there, and asks one that has once more. */
    private boolean knows(McpServer server, String tool) throws InterruptedException {
        if (has(server, tool)) {
            return true;
        }
        if (server.seen()) {
            server.refreshTools();
        } else {
            server.await();
        }
        return has(server, tool);
    }

    private boolean has(McpServer server, String tool) {
        return registry.tools(server).containsKey(tool);
    }

    private List<McpServer> declared(AgentDefinition agent) {
        return agent.servers().stream()
                .map(servers::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What becomes of a call whose tool none of these servers offers. */
    Outcome unknown(AgentDefinition agent, List<McpServer> asked, String tool) {
        if (asked.stream().noneMatch(McpServer::seen)) {
            return notConfigured(agent);
        }
        var denying =
                asked.stream().filter(server -> registry.isDenied(server, tool)).findFirst();
        if (denying.isPresent()) {
            return Results.permanent(
                    "tool-denied",
                    "tool \"%s\" of server %s is kept from agents by allow or deny in the file of servers"
                            .formatted(Excerpt.printable(tool), denying.get().name()));
        }
        var names = new TreeSet<String>();
        asked.forEach(server -> names.addAll(registry.tools(server).keySet()));
        var nearest = NearestNames.of(tool, names);
        return Results.permanent(
                "tool-unknown",
                "agent %s has no tool \"%s\"; %s"
                        .formatted(
                                agent.name(),
                                Excerpt.printable(tool),
                                nearest.isEmpty()
                                        ? "it has " + available(agent)
                                        : "did you mean %s?".formatted(String.join(" or ", nearest))));
    }

    private Outcome notConfigured(AgentDefinition agent) {
        return Results.permanent("mcp-server-not-configured", states(agent));
    }

    /** What is the matter with each of the agent's servers. */
    private String states(AgentDefinition agent) {
        return String.join(
                "; ",
                agent.servers().stream()
                        .map(name -> servers.find(name)
                                .map(server -> stateOf(server))
                                .orElseGet(() -> "server %s is not declared, %s".formatted(name, servers.declared())))
                        .toList());
    }

    private static String stateOf(McpServer server) {
        return switch (server.state()) {
            case ServerState.NotConfigured(var _, var reason) -> reason;
            case ServerState state -> "server %s is %s".formatted(server.name(), state.summary());
        };
    }

    private static Outcome away(String tool, List<String> servers) {
        return Results.retryable(
                "mcp-server-unavailable",
                "tool %s cannot be looked for, these servers have not started: %s"
                        .formatted(Excerpt.printable(tool), String.join("; ", servers)));
    }
}
