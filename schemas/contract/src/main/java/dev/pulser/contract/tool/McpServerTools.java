// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import java.util.List;

/**
 * Tools of an MCP server.
 *
 * @param accepted number of usable tools
 * @param rejected tools that Pulser does not use, each with the reason
 */
public record McpServerTools(int accepted, List<String> rejected) {

    public static final McpServerTools NONE = new McpServerTools(0, List.of());

    public McpServerTools {
        rejected = List.copyOf(rejected);
    }
}
