// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import java.util.List;

/** Tells what became of changes of definitions, and what may not be as it is meant to be. */
record Receipts(Console console, OutputOption output) {

    void print(List<JsonNode> receipts) {
        output.print(console, receipts, () -> table(receipts));
        for (var receipt : receipts) {
            var name = receipt.path("definition").path("name").asText();
            receipt.path("warnings")
                    .forEach(warning -> console.say("agent %s: %s".formatted(name, Table.harmless(warning.asText()))));
            if (!receipt.hasNonNull("command_id")) {
                console.say("agent %s was so before, nothing has changed".formatted(name));
            }
        }
    }

    private static Table table(List<JsonNode> receipts) {
        var table = Table.of("AGENT", "KIND", "CAPACITY", "COMMAND");
        for (var receipt : receipts) {
            var agent = receipt.path("definition");
            table.row(
                    agent.path("name").asText(),
                    agent.path("kind").asText(),
                    agent.path("capacity").asText(),
                    receipt.path("command_id").asText(""));
        }
        return table;
    }
}
