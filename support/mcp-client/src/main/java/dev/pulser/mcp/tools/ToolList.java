// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tools of a server.
 *
 * @param tools    valid tools, sorted by name
 * @param rejected tools with an invalid definition, in the order of the server's list
 */
public record ToolList(SortedMap<String, McpTool> tools, List<RejectedTool> rejected) {

    public static final ToolList EMPTY = new ToolList(new TreeMap<>(), List.of());

    public ToolList {
        tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
        rejected = List.copyOf(rejected);
    }

    /** Parses the entries of a tool list. An invalid entry does not affect the others. */
    public static ToolList of(List<Json> entries) {
        var tools = new TreeMap<String, McpTool>();
        var rejected = new ArrayList<RejectedTool>();
        for (var entry : entries) {
            var members = entry.members();
            try {
                var tool = McpToolParser.parse(members);
                if (tools.putIfAbsent(tool.name(), tool) != null) {
                    rejected.add(new RejectedTool(tool.name(), "name is listed twice; the first definition is used"));
                }
            } catch (IllegalArgumentException e) {
                rejected.add(new RejectedTool(printableName(members), String.valueOf(e.getMessage())));
            }
        }
        return new ToolList(tools, rejected);
    }

    private static String printableName(Map<String, Json> members) {
        return Excerpt.line(members.getOrDefault("name", Json.NULL).asString().orElse(""));
    }
}
