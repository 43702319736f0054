// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tools of a server, those that can be called and those that cannot.
 *
 * @param tools   by name, in the order of their names
 * @param refused in the order of the server's list
 */
public record ToolListing(SortedMap<String, ToolDefinition> tools, List<RefusedTool> refused) {

    public static final ToolListing EMPTY = new ToolListing(new TreeMap<>(), List.of());

    public ToolListing {
        tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
        refused = List.copyOf(refused);
    }

    /** Reads the entries of a server's list; what is wrong with one of them is no matter for the others. */
    public static ToolListing of(List<Json> entries) {
        var tools = new TreeMap<String, ToolDefinition>();
        var refused = new ArrayList<RefusedTool>();
        for (var entry : entries) {
            var members = entry.members();
            try {
                var tool = ToolEntry.read(members);
                if (tools.putIfAbsent(tool.name(), tool) != null) {
                    refused.add(new RefusedTool(tool.name(), "it is listed twice; the first one counts"));
                }
            } catch (IllegalArgumentException e) {
                refused.add(new RefusedTool(shown(members), String.valueOf(e.getMessage())));
            }
        }
        return new ToolListing(tools, refused);
    }

    private static String shown(Map<String, Json> members) {
        return Excerpt.printable(
                members.getOrDefault("name", Json.NULL).asString().orElse(""));
    }
}
