// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Command {@code agents show}: shows an agent. */
@Command(
        name = "show",
        description = "Show an agent: health, lane, spending, and the definition as YAML that add and change accept.",
        footer = {
            "",
            "To change an agent in an editor:",
            "  pulser agents show maya > maya.yaml",
            "  pulser agents change maya -f maya.yaml"
        })
public final class ShowAgentCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "AGENT", description = "Name of the agent.")
    private String name = "";

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ShowAgentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var agent = api.client().agent(name);
        if (output.isJson()) {
            console.printJson(agent);
        } else {
            // A file needs the exact text; a terminal must not receive control characters.
            AgentDescription.lines(agent)
                    .forEach(line -> console.print(console.isTerminal() ? Table.sanitized(line) : line));
        }
        return ExitCode.OK;
    }
}
