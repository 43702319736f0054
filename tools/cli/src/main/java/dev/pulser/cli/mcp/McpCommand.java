// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import picocli.CommandLine.Command;

/** Command {@code mcp}: group of the commands about MCP servers and tools. */
@Command(
        name = "mcp",
        description = "List MCP servers, find tools, approve changed definitions, and test servers.",
        footer = {
            "",
            "Servers are declared in config/mcp.json, or in the file that PULSER_MCP_FILE names. See docs/mcp-servers.md."
        })
public final class McpCommand {}
