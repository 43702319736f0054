// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.QueryParameters;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.cli.option.PageOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code mcp tools}: lists and finds tools. */
@Command(
        name = "tools",
        description = "List the tools of the MCP servers, or search them by description.",
        footer = {
            "",
            "HINTS come from the server: read-only, destructive, idempotent, open-world (reaches external systems).",
            "STATE: approved; quarantined (definition changed, see ./pulser mcp approve); gone.",
            "",
            "Examples:",
            "  pulser mcp tools delete a file",
            "  pulser mcp tools --server github --state quarantined",
            "  pulser mcp tools --agent maya"
        })
public final class ListToolsCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "Words that describe the tool.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--server", paramLabel = "NAME", description = "Name of the server.")
    private @Nullable String server;

    @Option(names = "--state", paramLabel = "STATE", description = "State: approved, quarantined or gone.")
    private @Nullable String state;

    @Option(names = "--agent", paramLabel = "NAME", description = "Tools that this agent may call.")
    private @Nullable String agent;

    @Mixin
    private final PageOptions page = new PageOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ListToolsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var query = new QueryParameters()
                .with("q", words.isEmpty() ? null : String.join(" ", words))
                .with("server", server)
                .with("state", state)
                .with("agent", agent);
        var tools = api.client().tools(page.addTo(query));
        output.printPage(console, tools, () -> table(JsonFields.items(tools, "tools")));
        return ExitCode.OK;
    }

    private static Table table(List<JsonNode> tools) {
        var table = Table.of("SERVER", "TOOL", "DESCRIPTION", "HINTS", "STATE", "CALLS", "ERRORS", "P95")
                .coloring("STATE")
                .truncating("DESCRIPTION");
        for (var tool : tools) {
            var statistics = tool.path("statistics");
            table.row(
                    tool.path("server").asText(),
                    tool.path("tool").asText(),
                    JsonFields.line(tool, "description").strip(),
                    ToolDescription.hints(tool.path("server_hints")),
                    tool.path("state").asText(),
                    statistics.path("calls").asText(""),
                    statistics.path("failures").asText(""),
                    JsonFields.seconds(statistics.path("p95_milliseconds")));
        }
        return table;
    }
}
