// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command {@code agents list}: lists the agents. */
@Command(name = "list", description = "List the agents with their state, health, load and task types.")
public final class ListAgentsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ListAgentsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var listed = AgentOverview.of(api.client());
        output.print(console, listed, () -> table(listed.agents()));
        return ExitCode.OK;
    }

    private static Table table(Iterable<JsonNode> agents) {
        var table = Table.of("AGENT", "STATE", "HEALTH", "KIND", "CAPACITY", "RUNNING", "WAITING", "RETRYING", "TYPES")
                .coloring("HEALTH");
        for (var agent : agents) {
            table.row(
                    agent.path("name").asText(),
                    state(agent),
                    agent.path("health").asText(""),
                    agent.path("kind").asText(),
                    agent.path("capacity").asText(),
                    agent.path("running").asText(""),
                    agent.path("waiting").asText(""),
                    agent.path("retrying").asText(""),
                    StreamSupport.stream(agent.path("task_types").spliterator(), false)
                            .map(JsonNode::asText)
                            .collect(Collectors.joining(", ")));
        }
        return table;
    }

    private static String state(JsonNode agent) {
        if (!agent.path("enabled").asBoolean(true)) {
            return "disabled";
        }
        return agent.path("paused").asBoolean() ? "paused" : "active";
    }
}
