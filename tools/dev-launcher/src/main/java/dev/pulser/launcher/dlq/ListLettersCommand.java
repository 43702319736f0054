// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.task.TaskTable;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(name = "list", description = "List dead letters, the newest first.")
public final class ListLettersCommand implements Callable<Integer> {

    private final Console console;

    @Option(names = "--state", paramLabel = "STATE", description = "open, replayed, dropped or all (default: open).")
    private String state = "open";

    @Mixin
    private final LetterFilters filters = new LetterFilters();

    @Option(names = "--limit", paramLabel = "N", description = "Length of a page (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "The next page, as the last one named it.")
    private @Nullable String cursor;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ListLettersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var query = new LinkedHashMap<>(filters.given());
        if (!state.equals("all")) {
            query.put("state", state);
        }
        query.put("limit", Integer.toString(limit));
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        var page = api.client().deadLetters(query);
        output.print(console, page, () -> {
            var table = Table.of("TASK", "STATE", "AT", "AGENT", "TYPE", "CODE", "REASON")
                    .colouring("STATE");
            for (var letter : TaskTable.itemsOf(page, "dead_letters")) {
                table.row(
                        letter.path("task_id").asText(letter.path("source").asText("")),
                        letter.path("state").asText(),
                        letter.path("at").asText(),
                        letter.path("agent").asText(""),
                        letter.path("task_type").asText(""),
                        letter.path("code").asText(),
                        shortened(letter.path("reason").asText()));
            }
            return table;
        });
        if (!output.isJson() && page.hasNonNull("next_cursor")) {
            console.say("more: --cursor " + page.path("next_cursor").asText());
        }
        return ExitCode.OK;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }
}
