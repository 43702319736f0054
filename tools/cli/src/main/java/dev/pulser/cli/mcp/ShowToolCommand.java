// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.option.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command {@code mcp show}: shows a tool. */
@Command(
        name = "show",
        description = "Show a tool: schemas, state, hashes, and the changes since its approval.",
        footer = {"", "Example:", "  pulser mcp show toolbox/markdown_outline"})
public final class ShowToolCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ToolNameParameter name = new ToolNameParameter();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ShowToolCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var tool = api.client().tool(name.value());
        if (output.isJson()) {
            console.printJson(tool);
        } else {
            new ToolDescription(console).print(tool);
        }
        return ExitCode.OK;
    }
}
