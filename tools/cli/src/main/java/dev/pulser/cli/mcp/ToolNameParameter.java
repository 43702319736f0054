// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import dev.pulser.cli.console.UsageException;
import dev.pulser.contract.tool.ToolRef;
import picocli.CommandLine.Parameters;

/** Parameter {@code SERVER/TOOL}: the tool that a command is about. */
final class ToolNameParameter {

    @Parameters(paramLabel = "SERVER/TOOL", description = "Server and tool, as listed by ./pulser mcp tools.")
    private String name = "";

    /**
     * Returns the name.
     *
     * @throws UsageException when it is malformed
     */
    String value() {
        try {
            return ToolRef.parse(name).value();
        } catch (IllegalArgumentException e) {
            throw new UsageException("Invalid tool '%s'. Use SERVER/TOOL, such as github/search_code.".formatted(name));
        }
    }
}
