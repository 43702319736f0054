// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import dev.pulser.launcher.cli.AskedOption;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.task.TaskTable;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Defines new agents. */
@Command(
        name = "add",
        description = "Define new agents while Pulser runs. The whole file is checked before anything is sent.",
        footer = {
            "",
            "The file is one agent, or a list 'agents' as in config/agents.yaml; YAML or JSON. Backups may be agents of the",
            "file or agents that are there. docs/agents.md has every field.",
            "",
            "Examples:",
            "  pulser agents add -f reviewer.yaml --reason \"pull requests\"",
            "  pulser agents show maya | sed 's/^name: maya/name: mila/' | pulser agents add -f -"
        })
public final class AddAgentsCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "Who they are; - for standard input.")
    private String file = "";

    @Option(names = "--dry-run", description = "Only check the file.")
    private boolean dryRun;

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is what {@code -} reads. */
    public AddAgentsCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        var agents = AgentsText.read(file, input);
        var client = api.client();
        var there = TaskTable.itemsOf(client.agents(), "agents").stream()
                .map(agent -> new AgentName(agent.path("name").asText()))
                .collect(Collectors.toSet());
        requireRoomFor(agents, there);
        if (dryRun) {
            console.say("this would add "
                    + agents.stream().map(agent -> agent.name().value()).collect(Collectors.joining(", ")));
            return ExitCode.OK;
        }
        new Receipts(console, output).print(new Addition(client, asked::into, there).add(agents));
        return ExitCode.OK;
    }

    private void requireRoomFor(List<AgentDefinition> agents, Set<AgentName> there) {
        var names = agents.stream().map(AgentDefinition::name).collect(Collectors.toSet());
        var faults = new ArrayList<String>();
        for (var agent : agents) {
            if (there.contains(agent.name())) {
                faults.add("agent %1$s: there is one already; ./pulser agents change %1$s -f %2$s replaces it"
                        .formatted(agent.name(), file));
            }
            agent.backups().stream()
                    .filter(backup -> !names.contains(backup) && !there.contains(backup))
                    .forEach(backup -> faults.add(
                            "agent %s: backups names %s, which is neither in the file nor an agent that is there"
                                    .formatted(agent.name(), backup)));
        }
        if (!faults.isEmpty()) {
            throw AgentsText.wrong(file, faults);
        }
    }
}
