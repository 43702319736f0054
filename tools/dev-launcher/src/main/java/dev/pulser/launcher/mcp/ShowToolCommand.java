// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.rest.ApiOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one tool. */
@Command(
        name = "show",
        description =
                "Show a tool: what it takes and answers, its state and hashes, and what has changed since its approval.",
        footer = {"", "Example:", "  pulser mcp show toolbox/markdown_outline"})
public final class ShowToolCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ToolName name = new ToolName();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ShowToolCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var tool = api.client().tool(name.value());
        if (output.isJson()) {
            console.printJson(tool);
        } else {
            new ToolPage(console).print(tool);
        }
        return ExitCode.OK;
    }
}
