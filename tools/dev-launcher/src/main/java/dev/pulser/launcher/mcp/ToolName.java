// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import dev.pulser.contract.tool.ToolRef;
import dev.pulser.launcher.cli.UsageFailure;
import picocli.CommandLine.Parameters;

/** Which tool a command is about. */
final class ToolName {

    @Parameters(paramLabel = "SERVER/TOOL", description = "The tool, as ./pulser mcp tools lists it.")
    private String name = "";

    /** @throws UsageFailure where it is no name of a tool */
    String value() {
        try {
            return ToolRef.parse(name).value();
        } catch (IllegalArgumentException e) {
            throw new UsageFailure("%s names no tool: it looks like github/search_code".formatted(name));
        }
    }
}
