// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one agent. */
@Command(
        name = "show",
        description =
                "Show an agent: how it is, its lane, its spending, and its definition as YAML that add and change take.",
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
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ShowAgentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var agent = api.client().agent(name);
        if (output.isJson()) {
            console.printJson(agent);
        } else {
            // A file has to get the text as it is; a terminal must not be told what to do.
            AgentPage.lines(agent).forEach(line -> console.print(console.isTerminal() ? Table.harmless(line) : line));
        }
        return ExitCode.OK;
    }
}
