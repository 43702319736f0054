// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.topics;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.project.LauncherSettings;
import dev.pulser.launcher.project.ProjectHome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the missing topics and publishes the agents. */
@Command(name = "create", description = "Make the topics that are missing, and publish the agents.")
public final class CreateTopicsCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--agents", paramLabel = "FILE", description = "The agents (default: config/agents.yaml).")
    private @Nullable Path agents;

    @Mixin
    private final BrokerOption broker = new BrokerOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public CreateTopicsCommand(Console console) {
        this.console = console;
    }

    /** The result. */
    record Made(List<String> made, int agents) {}

    @Override
    public Integer call() {
        var definitions =
                new AgentDefinitions(agents == null ? ProjectHome.find().agentsFile() : agents);
        definitions.read(); // a wrong file is reported before anything is made
        var made = broker.topics().create();
        var published = definitions.publish(broker.bootstrap(), new LauncherSettings(System.getenv()).schemaRegistry());
        output.print(console, new Made(made, published), () -> table(made));
        console.say("%d topics made, %d agents published".formatted(made.size(), published));
        return ExitCode.OK;
    }

    private static Table table(List<String> made) {
        var table = Table.of("MADE");
        made.forEach(table::row);
        return table;
    }
}
