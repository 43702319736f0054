// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the agents. */
@Command(name = "list", description = "List the agents: what they do, how they are, what they are at, who waits.")
public final class ListAgentsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ListAgentsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var listed = AgentsAndHealth.of(api.client());
        output.print(console, listed, () -> table(listed.agents()));
        return ExitCode.OK;
    }

    private static Table table(Iterable<JsonNode> agents) {
        var table = Table.of("AGENT", "STATE", "HEALTH", "KIND", "CAPACITY", "RUNNING", "WAITING", "RETRYING", "TYPES")
                .colouring("HEALTH");
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
