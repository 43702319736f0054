// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.List;

/** Report of changed agent definitions, with the warnings that came with them. */
record AgentChangeReport(Console console, OutputOptions output) {

    void print(List<JsonNode> receipts) {
        output.print(console, receipts, () -> table(receipts));
        for (var receipt : receipts) {
            var name = receipt.path("definition").path("name").asText();
            receipt.path("warnings")
                    .forEach(warning ->
                            console.info("Warning: agent %s: %s".formatted(name, Table.sanitized(warning.asText()))));
            if (!receipt.hasNonNull("command_id")) {
                console.info("Agent %s already has this definition. Nothing was changed.".formatted(name));
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
