// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.task.TaskTable;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the agents. */
@Command(name = "list", description = "List the agents: what they do, what they are at, who waits.")
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
        var answer = api.client().agents();
        output.print(console, answer, () -> table(TaskTable.itemsOf(answer, "agents")));
        return ExitCode.OK;
    }

    private static Table table(Iterable<JsonNode> agents) {
        var table = Table.of("AGENT", "STATE", "KIND", "CAPACITY", "RUNNING", "WAITING", "RETRYING", "TYPES")
                .colouring("STATE");
        for (var agent : agents) {
            table.row(
                    agent.path("name").asText(),
                    agent.path("paused").asBoolean() ? "paused" : "active",
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
}
