// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.ChangeOptions;
import dev.pulser.cli.option.PlannedChange;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of {@code agents pause} and {@code agents resume}: agents, or the whole company. */
final class AgentPauseOptions {

    @Parameters(arity = "0..*", paramLabel = "AGENT", description = "Names of agents.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--company", description = "All tasks of the company, on every agent.")
    private boolean company;

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    /** Sends {@code verb}, "pause" or "resume", and prints the receipts. */
    int send(String verb, Console console, InputStream input) throws InterruptedException {
        if (names.isEmpty() != company) {
            throw new UsageException("Specify either names of agents or --company.");
        }
        var client = change.client();
        var target = company ? "the whole company" : String.join(", ", names);
        var action = "%s %s (waiting tasks: %d)".formatted(verb, target, waiting(client));
        // A single agent needs no confirmation.
        return change.run(
                new PlannedChange(action, 1, names.size() != 1, () -> ExitCode.OK, () -> apply(client, verb, console)),
                console,
                input);
    }

    private int apply(PulserClient client, String verb, Console console) {
        var receipts = JsonNodeFactory.instance.arrayNode();
        for (var path : paths(verb)) {
            receipts.add(client.command(path, change.body()));
        }
        change.output().print(console, receipts, () -> {
            var table = Table.of("AGENT", "PAUSED", "COMMAND");
            receipts.forEach(receipt -> table.row(
                    receipt.path("agent").asText("all"),
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
        return JsonFields.items(client.agents(), "agents").stream()
                .filter(agent -> company || names.contains(agent.path("name").asText()))
                .mapToLong(agent -> agent.path("waiting").asLong())
                .sum();
    }
}
