// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command {@code mcp list}: lists the MCP servers. */
@Command(
        name = "list",
        description = "List the MCP servers with their state on each running adapter.",
        footer = {
            "",
            "STATE: ready; starting; backing-off (stopped three times in a row, restarted after a pause); failed;",
            "not-configured (REASON names the missing setting); stopped; unknown (no report for 90 s).",
            "Adapters that report different states have a line each. Run ./pulser mcp test to test servers without a running stack."
        })
public final class ListMcpServersCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ListMcpServersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var response = api.client().servers();
        output.print(console, response, () -> table(JsonFields.items(response, "servers")));
        return ExitCode.OK;
    }

    private static Table table(List<JsonNode> servers) {
        var table = Table.of("SERVER", "STATE", "PROTOCOL", "TOOLS", "RESTARTS", "SKIPPED", "ADAPTERS", "REASON")
                .coloring("STATE");
        for (var server : servers) {
            var views = JsonFields.items(server.path("adapters"), "adapters");
            if (views.isEmpty()) {
                table.row(
                        text(server, "name"),
                        text(server, "state"),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "No report since " + text(server, "seen_at"));
            } else if (views.stream()
                            .map(ListMcpServersCommand::summary)
                            .distinct()
                            .count()
                    == 1) {
                add(table, server, views, Integer.toString(views.size()));
            } else {
                views.forEach(view -> add(table, server, List.of(view), text(view, "adapter")));
            }
        }
        return table;
    }

    /** Returns the fields that are equal for all adapters of a row. */
    private static List<String> summary(JsonNode view) {
        return List.of(text(view, "state"), text(view, "protocol"), text(view, "tools"), reason(view));
    }

    private static void add(Table table, JsonNode server, List<JsonNode> views, String adapters) {
        var view = views.getFirst();
        table.row(
                text(server, "name"),
                text(view, "state"),
                text(view, "protocol"),
                text(view, "tools"),
                Long.toString(views.stream()
                        .mapToLong(each -> Math.max(0, each.path("starts").asLong() - 1))
                        .sum()),
                Long.toString(views.stream()
                        .mapToLong(each -> each.path("skipped_lines").asLong())
                        .sum()),
                adapters,
                reason(view));
    }

    private static String reason(JsonNode view) {
        var rejected = JsonFields.items(view.path("rejected_tools"), "rejected_tools");
        var text = view.hasNonNull("reason") || rejected.isEmpty()
                ? text(view, "reason")
                : "%d tools skipped: %s"
                        .formatted(
                                rejected.size(),
                                rejected.stream().map(JsonNode::asText).collect(Collectors.joining("; ")));
        return text.replaceAll("\\s+", " ");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
