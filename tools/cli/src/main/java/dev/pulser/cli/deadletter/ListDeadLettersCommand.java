// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.QueryParameters;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.cli.option.PageOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code dead-letters list}: lists dead letters. */
@Command(name = "list", description = "List dead letters, the newest first.")
public final class ListDeadLettersCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "State: open, replayed, dropped or all (default: open).")
    private String state = "open";

    @Mixin
    private final DeadLetterFilterOptions filters = new DeadLetterFilterOptions();

    @Mixin
    private final PageOptions page = new PageOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ListDeadLettersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var query = filters.addTo(new QueryParameters()).with("state", state.equals("all") ? null : state);
        var found = api.client().deadLetters(page.addTo(query));
        output.printPage(console, found, () -> table(JsonFields.items(found, "dead_letters")));
        return ExitCode.OK;
    }

    private static Table table(List<JsonNode> deadLetters) {
        var table = Table.of("TASK", "STATE", "AT", "AGENT", "TYPE", "CODE", "REASON")
                .coloring("STATE")
                .truncating("REASON");
        for (var deadLetter : deadLetters) {
            table.row(
                    deadLetter.path("task_id").asText(deadLetter.path("source").asText("")),
                    deadLetter.path("state").asText(),
                    deadLetter.path("at").asText(),
                    deadLetter.path("agent").asText(""),
                    deadLetter.path("task_type").asText(""),
                    deadLetter.path("code").asText(),
                    JsonFields.line(deadLetter, "reason"));
        }
        return table;
    }
}
