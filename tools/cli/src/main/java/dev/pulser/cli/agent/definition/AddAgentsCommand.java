// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.option.ChangeOptions;
import dev.pulser.cli.option.PlannedChange;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code agents add}: adds agents. */
@Command(
        name = "add",
        description = "Add agents. The whole file is validated before the first one is added.",
        footer = {
            "",
            "The file describes one agent, or a list 'agents' as in config/agents.yaml, in YAML or JSON. Backups may be agents",
            "of the file or existing agents. See docs/agents.md for all fields.",
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
            description = "File with the agents; - for standard input.")
    private String file = "";

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    /** Creates the command; {@code input} is standard input. */
    public AddAgentsCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        var agents = AgentDefinitionInput.read(file, input);
        var client = change.client();
        var existing = JsonFields.items(client.agents(), "agents").stream()
                .map(agent -> new AgentName(agent.path("name").asText()))
                .collect(Collectors.toSet());
        requireAddable(agents, existing);
        var names = agents.stream().map(agent -> agent.name().value()).collect(Collectors.joining(", "));
        return change.run(
                new PlannedChange("add " + names, agents.size(), false, () -> ExitCode.OK, () -> {
                    var receipts = new AgentCreator(client, change::audited, existing).create(agents);
                    new AgentChangeReport(console, change.output()).print(receipts);
                    return ExitCode.OK;
                }),
                console,
                input);
    }

    private void requireAddable(List<AgentDefinition> agents, Set<AgentName> existing) {
        var names = agents.stream().map(AgentDefinition::name).collect(Collectors.toSet());
        var errors = new ArrayList<String>();
        for (var agent : agents) {
            if (existing.contains(agent.name())) {
                errors.add("agent %1$s: already exists. Replace it with ./pulser agents change %1$s -f %2$s."
                        .formatted(agent.name(), file));
            }
            agent.backups().stream()
                    .filter(backup -> !names.contains(backup) && !existing.contains(backup))
                    .forEach(backup -> errors.add("agent %s: backups: %s is neither in the file nor an existing agent."
                            .formatted(agent.name(), backup)));
        }
        if (!errors.isEmpty()) {
            throw AgentDefinitionInput.invalid(file, errors);
        }
    }
}
