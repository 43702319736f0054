// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.coordinator.McpConfig;
import dev.pulser.adapters.coordinator.McpServers;
import dev.pulser.adapters.gate.CallGates;
import dev.pulser.adapters.registry.ApproveTools;
import dev.pulser.adapters.registry.ToolPins;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.adapters.terms.Terms;
import dev.pulser.adapters.terms.TermsFile;
import java.time.InstantSource;

/** The way to tools without topics: what is seen first is approved, by the terms of the file of servers. */
public final class TestTools {

    private TestTools() {}

    static McpAdapter adapter(McpServers servers, McpConfig config) {
        var pins = new ToolPins(ApproveTools.FIRST_SEEN, InstantSource.fixed(Assignments.NOW), approval -> {});
        return adapter(servers, config, TermsFile.read(config.file()), pins);
    }

    /** The same for who calls tools in another way than {@code mcp}. */
    public static ToolSteps steps(McpServers servers) {
        return steps(servers, ApproveTools.FIRST_SEEN);
    }

    static ToolSteps steps(McpServers servers, ApproveTools approve) {
        var terms = Terms.NONE;
        var pins = new ToolPins(approve, InstantSource.fixed(Assignments.NOW), approval -> {});
        return new ToolSteps(
                servers,
                new ToolRegistry(servers, terms, pins),
                new CallGates(terms),
                InstantSource.fixed(Assignments.NOW));
    }

    static McpAdapter adapter(McpServers servers, McpConfig config, Terms terms, ToolPins pins) {
        var clock = InstantSource.fixed(Assignments.NOW);
        var registry = new ToolRegistry(servers, terms, pins);
        return new McpAdapter(new ToolSteps(servers, registry, new CallGates(terms), clock), config);
    }
}
