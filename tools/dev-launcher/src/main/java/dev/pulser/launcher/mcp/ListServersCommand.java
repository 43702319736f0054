// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.task.TaskTable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the MCP servers. */
@Command(
        name = "list",
        description = "List the MCP servers, as the running adapters find them.",
        footer = {
            "",
            "STATE is ready, starting, quarantined (it ended three times in a row, and is left alone for a minute),",
            "not-configured (REASON says what is missing), stopped, or unknown (no adapter has spoken of it for 90 s).",
            "Adapters that find a server in different states have a line each. ./pulser mcp test tries servers by itself."
        })
public final class ListServersCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ListServersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var answer = api.client().servers();
        output.print(console, answer, () -> table(TaskTable.itemsOf(answer, "servers")));
        return ExitCode.OK;
    }

    private static Table table(List<JsonNode> servers) {
        var table = Table.of("SERVER", "STATE", "PROTOCOL", "TOOLS", "RESTARTS", "SKIPPED", "ADAPTERS", "REASON")
                .colouring("STATE");
        for (var server : servers) {
            var views = TaskTable.itemsOf(server.path("adapters"), "adapters");
            if (views.isEmpty()) {
                table.row(
                        text(server, "name"),
                        text(server, "state"),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "no adapter has spoken of it since " + text(server, "seen_at"));
            } else if (views.stream().map(ListServersCommand::gist).distinct().count() == 1) {
                add(table, server, views, Integer.toString(views.size()));
            } else {
                views.forEach(view -> add(table, server, List.of(view), text(view, "adapter")));
            }
        }
        return table;
    }

    /** What adapters have to agree on to be told as one. */
    private static List<String> gist(JsonNode view) {
        return List.of(text(view, "state"), text(view, "protocol"), text(view, "tools"), reason(view));
    }

    private static void add(Table table, JsonNode server, List<JsonNode> views, String who) {
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
                who,
                reason(view));
    }

    private static String reason(JsonNode view) {
        var refused = TaskTable.itemsOf(view.path("refused_tools"), "refused_tools");
        var text = view.hasNonNull("reason") || refused.isEmpty()
                ? text(view, "reason")
                : "%d tools left out: %s"
                        .formatted(
                                refused.size(),
                                refused.stream().map(JsonNode::asText).collect(Collectors.joining("; ")));
        return text.replaceAll("\\s+", " ");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
