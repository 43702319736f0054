// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.policy.ServerPolicies;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.mcp.McpServers;
import dev.pulser.mcp.SupervisedServer;
import dev.pulser.mcp.tools.McpTool;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Registry of the tools of all servers with their approval. Thread-safe. */
public final class ToolRegistry {

    private final McpServers servers;
    private final ServerPolicies policies;
    private final ToolApprovals approvals;
    private final ConcurrentMap<String, ServerTools> toolsByServer = new ConcurrentHashMap<>();

    /** Allowed tools of a server, derived from its tool list and kept until that changes. */
    private record ServerTools(Map<String, McpTool> listed, SortedMap<String, RegisteredTool> allowed) {}

    public ToolRegistry(McpServers servers, ServerPolicies policies, ToolApprovals approvals) {
        this.servers = servers;
        this.policies = policies;
        this.approvals = approvals;
    }

    /** Returns the listed tools that the policy allows, by name; the last known ones if the server is not ready. */
    public SortedMap<String, RegisteredTool> tools(SupervisedServer server) {
        var listed = server.tools();
        var previous = toolsByServer.get(server.name());
        if (previous != null && previous.listed().equals(listed)) {
            return previous.allowed();
        }
        var allowed = allowed(server.name(), listed, previous == null ? Map.of() : previous.allowed());
        toolsByServer.put(server.name(), new ServerTools(listed, allowed));
        return allowed;
    }

    private SortedMap<String, RegisteredTool> allowed(
            String server, Map<String, McpTool> listed, Map<String, RegisteredTool> previous) {
        var tools = new TreeMap<String, RegisteredTool>();
        listed.forEach((name, definition) -> {
            if (policies.of(server).allows(name)) {
                var registered = previous.get(name);
                boolean unchanged =
                        registered != null && registered.definition().equals(definition);
                tools.put(name, unchanged ? registered : new RegisteredTool(server, definition));
            }
        });
        return Collections.unmodifiableSortedMap(tools);
    }

    /** Returns true if the server lists the tool but the policy does not allow it. */
    public boolean isDenied(SupervisedServer server, String tool) {
        return server.tools().containsKey(tool) && !policies.of(server.name()).allows(tool);
    }

    /** Returns true if this definition of the tool is approved. May approve the first definition of a tool. */
    public boolean isApproved(RegisteredTool tool) {
        return approvals.isApproved(tool.ref(), tool.hash());
    }

    /** Returns true if any definition of the tool is approved. */
    public boolean wasApproved(RegisteredTool tool) {
        return approvals.hasApproval(tool.ref());
    }

    /** Returns true if the policy declares the tool idempotent. Annotations of the server are ignored. */
    public boolean isIdempotent(ToolRef tool) {
        return policies.of(tool.server()).isIdempotent(tool.tool());
    }

    /** Returns true if the tool has a valid schema and is approved. */
    public boolean isCallable(RegisteredTool tool) {
        return tool.schemaError().isEmpty() && isApproved(tool);
    }

    /** Returns the callable tools of an agent in the order of its servers. Tools of the same name on several servers are all included. */
    public List<RegisteredTool> callable(AgentDefinition agent) {
        return agent.servers().stream()
                .map(servers::find)
                .flatMap(Optional::stream)
                .flatMap(server -> tools(server).values().stream())
                .filter(this::isCallable)
                .toList();
    }
}
