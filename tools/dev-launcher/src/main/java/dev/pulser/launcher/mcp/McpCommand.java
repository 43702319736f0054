// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import picocli.CommandLine.Command;

/** Groups the commands about MCP servers and tools. */
@Command(
        name = "mcp",
        description = "Look at the MCP servers and find tools; approve what has changed; try servers.",
        footer = {
            "",
            "Servers are declared in config/mcp.json, or the file that PULSER_MCP_FILE names: docs/mcp-servers.md."
        })
public final class McpCommand {}
