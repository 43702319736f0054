// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.task.TaskTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists tools, or looks for some. */
@Command(
        name = "tools",
        description = "List the tools of the MCP servers, or find some by what they do.",
        footer = {
            "",
            "HINTS are the server's own words: reads (changes nothing), destroys, repeatable, open (reaches the outside).",
            "STATE is approved, quarantined (its definition has changed; ./pulser mcp approve) or gone.",
            "",
            "Examples:",
            "  pulser mcp tools delete a file",
            "  pulser mcp tools --server github --state quarantined",
            "  pulser mcp tools --agent maya"
        })
public final class ListToolsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "What the tool should do, in your own words.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--server", paramLabel = "NAME", description = "Only this server's.")
    private @Nullable String server;

    @Option(names = "--state", paramLabel = "STATE", description = "Only those that are approved, quarantined or gone.")
    private @Nullable String state;

    @Option(names = "--agent", paramLabel = "NAME", description = "Only those that this agent may call.")
    private @Nullable String agent;

    @Option(names = "--limit", paramLabel = "N", description = "Length of a page (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "The next page, as the last one named it.")
    private @Nullable String cursor;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ListToolsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var page = api.client().tools(query());
        output.print(console, page, () -> table(TaskTable.itemsOf(page, "tools")));
        if (!output.isJson() && page.hasNonNull("next_cursor")) {
            console.say("more: --cursor " + page.path("next_cursor").asText());
        }
        return ExitCode.OK;
    }

    private Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        put(query, "q", words.isEmpty() ? null : String.join(" ", words));
        put(query, "server", server);
        put(query, "state", state);
        put(query, "agent", agent);
        put(query, "limit", Integer.toString(limit));
        put(query, "cursor", cursor);
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    private static Table table(List<JsonNode> tools) {
        var table = Table.of("SERVER", "TOOL", "WHAT IT DOES", "HINTS", "STATE", "CALLS", "ERRORS", "P95")
                .colouring("STATE")
                .cutting("WHAT IT DOES");
        for (var tool : tools) {
            var figures = tool.path("figures");
            table.row(
                    tool.path("server").asText(),
                    tool.path("tool").asText(),
                    tool.path("description").asText("").strip().replaceAll("\\s+", " "),
                    ToolPage.hints(tool.path("server_hints")),
                    tool.path("state").asText(),
                    figures.path("calls").asText(""),
                    figures.path("failures").asText(""),
                    seconds(figures.path("p95_milliseconds")));
        }
        return table;
    }

    private static String seconds(JsonNode milliseconds) {
        return milliseconds.isNumber() ? String.format(Locale.ROOT, "%.3f s", milliseconds.asLong() / 1_000.0) : "";
    }
}
