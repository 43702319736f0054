// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.adapters.coordinator.McpServer;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.coordinator.tools.ToolDefinition;
import dev.pulser.adapters.terms.Terms;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.tool.ToolRef;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The tools of all servers: which there are, and which of them may be called. Safe from any thread. */
public final class ToolRegistry {

    private final McpServers servers;
    private final Terms terms;
    private final ToolPins pins;
    private final ConcurrentMap<String, Listing> listings = new ConcurrentHashMap<>();

    /** What was made of a server's list, which is kept for as long as the server lists the same. */
    private record Listing(Map<String, ToolDefinition> listed, SortedMap<String, KnownTool> allowed) {}

    public ToolRegistry(McpServers servers, Terms terms, ToolPins pins) {
        this.servers = servers;
        this.terms = terms;
        this.pins = pins;
    }

    /** The tools that a server lists and agents may have, by name; those of its last life while it is away. */
    public SortedMap<String, KnownTool> tools(McpServer server) {
        var listed = server.tools();
        var before = listings.get(server.name());
        if (before != null && before.listed().equals(listed)) {
            return before.allowed();
        }
        var allowed = allowed(server.name(), listed, before == null ? Map.of() : before.allowed());
        listings.put(server.name(), new Listing(listed, allowed));
        return allowed;
    }

    private SortedMap<String, KnownTool> allowed(
            String server, Map<String, ToolDefinition> listed, Map<String, KnownTool> before) {
        var tools = new TreeMap<String, KnownTool>();
        listed.forEach((name, definition) -> {
            if (terms.of(server).allows(name)) {
                var known = before.get(name);
                boolean same = known != null && known.definition().equals(definition);
                tools.put(name, same ? known : new KnownTool(server, definition));
            }
        });
        return Collections.unmodifiableSortedMap(tools);
    }

    /** Whether the server lists this tool and its terms keep it from agents. */
    public boolean isDenied(McpServer server, String tool) {
        return server.tools().containsKey(tool) && !terms.of(server.name()).allows(tool);
    }

    /** Whether this definition of the tool may be called: it is the approved one, or the first one of all. */
    public boolean permits(KnownTool tool) {
        return pins.permit(tool.ref(), tool.hash());
    }

    /** Whether the tool could be called by another definition than its present one. */
    public boolean hasChanged(KnownTool tool) {
        return pins.everApproved(tool.ref());
    }

    /** Whether the tool may be called a second time after nobody knows what came of the first. Servers have no say in it. */
    public boolean isIdempotent(ToolRef tool) {
        return terms.of(tool.server()).isIdempotent(tool.tool());
    }

    /** Whether a call of the tool would be sent now, were its arguments right. */
    public boolean isCallable(KnownTool tool) {
        return tool.defect().isEmpty() && permits(tool);
    }

    /** What the agent can call now, in the order of its servers; of two tools of one name, both. */
    public List<CallableTool> callable(AgentDefinition agent) {
        return agent.servers().stream()
                .map(servers::find)
                .flatMap(Optional::stream)
                .flatMap(server -> tools(server).values().stream())
                .filter(this::isCallable)
                .map(tool -> new CallableTool(tool.ref().server(), tool.definition()))
                .toList();
    }
}
