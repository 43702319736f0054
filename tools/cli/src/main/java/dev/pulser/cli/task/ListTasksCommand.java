// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.QueryParameters;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.cli.option.PageOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code list}: lists tasks. */
@Command(
        name = "list",
        description = "List tasks, the newest first.",
        footer = {
            "",
            "Examples:",
            "  pulser list --status failed --agent maya",
            "  pulser list --label team=data --from 2026-01-31T08:00:00Z -o json"
        })
public final class ListTasksCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Status: accepted, queued, running, retrying, completed, failed, cancelled or expired.")
    private @Nullable String status;

    @Option(names = "--agent", paramLabel = "NAME", description = "Name of the agent.")
    private @Nullable String agent;

    @Option(
            names = {"-p", "--priority"},
            paramLabel = "PRIORITY",
            description = "Priority: critical, high, medium or low.")
    private @Nullable String priority;

    @Option(names = "--type", paramLabel = "TYPE", description = "Task type.")
    private @Nullable String type;

    @Mixin
    private final LabelOptions labels = new LabelOptions();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Earliest time of creation, such as 2026-01-31T08:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Latest time of creation, exclusive.")
    private @Nullable String to;

    @Option(names = "--text", paramLabel = "WORDS", description = "Text that the payload contains.")
    private @Nullable String text;

    @Mixin
    private final PageOptions page = new PageOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public ListTasksCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var tasks = api.client().tasks(query());
        output.printPage(console, tasks, () -> TaskTable.of(JsonFields.items(tasks, "tasks")));
        return ExitCode.OK;
    }

    private QueryParameters query() {
        var query = new QueryParameters()
                .with("status", status)
                .with("agent", agent)
                .with("priority", priority)
                .with("type", type)
                .with("from", from)
                .with("to", to)
                .with("text", text);
        return page.addTo(labels.addTo(query));
    }
}
