// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.launcher.cli.AskedOption;
import dev.pulser.launcher.cli.ConsentOption;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.rest.PulserClient;
import dev.pulser.launcher.task.TaskTable;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What pausing and resuming have in common: which agents, or the company. */
final class AgentSwitch {

    @Parameters(arity = "0..*", paramLabel = "AGENT", description = "Names of agents.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--company", description = "Everything of the company, on every agent.")
    private boolean company;

    @Mixin
    private final ConsentOption consent = new ConsentOption();

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    int turn(Console console, InputStream input, String verb) {
        if (names.isEmpty() != company) {
            throw new UsageFailure("say which: names of agents, or --company");
        }
        var client = api.client();
        var waiting = waiting(client);
        var what = company ? "the whole company" : String.join(", ", names);
        var plan = "%s %s, where %d tasks wait".formatted(verb, what, waiting);
        if (consent.isDryRun()) {
            console.say("this would " + plan);
            return ExitCode.OK;
        }
        // One agent is no bulk.
        if (names.size() != 1 && !consent.allows(console, input, plan)) {
            return ExitCode.FAILED;
        }
        var receipts = JsonNodeFactory.instance.arrayNode();
        for (var path : paths(verb)) {
            receipts.add(client.command(path, asked.into(JsonNodeFactory.instance.objectNode())));
        }
        output.print(console, receipts, () -> {
            var table = Table.of("AGENT", "PAUSED", "COMMAND");
            receipts.forEach(receipt -> table.row(
                    receipt.path("agent").asText("every"),
                    receipt.path("paused").asText(),
                    receipt.path("command_id").asText()));
            return table;
        });
        return ExitCode.OK;
    }

    private List<String> paths(String verb) {
        return company
                ? List.of("company/" + verb)
                : names.stream()
                        .map(name -> "agents/%s/%s".formatted(PulserClient.encoded(name), verb))
                        .toList();
    }

    private long waiting(PulserClient client) {
        return TaskTable.itemsOf(client.agents(), "agents").stream()
                .filter(agent -> company || names.contains(agent.path("name").asText()))
                .mapToLong(agent -> agent.path("waiting").asLong())
                .sum();
    }
}
