// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code topics create}: creates missing topics and publishes the agents. */
@Command(name = "create", description = "Create missing topics, and publish the agents of a file.")
public final class CreateTopicsCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--agents",
            paramLabel = "FILE",
            defaultValue = "${sys:pulser.root:-.}/config/agents.yaml",
            description = "File with the agents (default: config/agents.yaml).")
    private Path agents = Path.of("config/agents.yaml");

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public CreateTopicsCommand(Console console) {
        this.console = console;
    }

    /** Result as JSON. */
    record CreateResult(List<String> created, int agents) {}

    @Override
    public Integer call() {
        var publisher = new AgentsFilePublisher(agents);
        publisher.read(); // an invalid file is reported before any topic is created
        var created = kafka.topics().create();
        var published =
                publisher.publish(kafka.bootstrap(), TopicSettings.ofProcess().schemaRegistry());
        output.print(console, new CreateResult(created, published), () -> table(created));
        console.info("Created %d topics and published %d agents.".formatted(created.size(), published));
        return ExitCode.OK;
    }

    private static Table table(List<String> created) {
        var table = Table.of("CREATED");
        created.forEach(table::row);
        return table;
    }
}
