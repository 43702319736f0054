// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.rest.ApiOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists tasks. */
@Command(name = "list", description = "List tasks, the newest first.")
public final class ListCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "accepted, queued, running, retrying, completed, failed, cancelled, expired.")
    private @Nullable String status;

    @Option(names = "--agent", paramLabel = "NAME", description = "Only this agent's.")
    private @Nullable String agent;

    @Option(
            names = {"-p", "--priority"},
            paramLabel = "CLASS",
            description = "critical, high, medium or low.")
    private @Nullable String priority;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only tasks of this type.")
    private @Nullable String type;

    @Option(names = "--from", paramLabel = "TIME", description = "Created at or after, such as 2026-01-31T08:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Created before.")
    private @Nullable String to;

    @Option(names = "--text", paramLabel = "WORDS", description = "Text within the payload.")
    private @Nullable String text;

    @Option(names = "--limit", paramLabel = "N", description = "Length of a page (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "The next page, as the last one named it.")
    private @Nullable String cursor;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public ListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var page = api.client().tasks(filters());
        var tasks = TaskTable.itemsOf(page, "tasks");
        output.print(console, page, () -> TaskTable.of(tasks));
        if (!output.isJson() && page.hasNonNull("next_cursor")) {
            console.say("more: --cursor " + page.path("next_cursor").asText());
        }
        return ExitCode.OK;
    }

    private Map<String, String> filters() {
        var filters = new LinkedHashMap<String, String>();
        put(filters, "status", status);
        put(filters, "agent", agent);
        put(filters, "priority", priority);
        put(filters, "type", type);
        put(filters, "from", from);
        put(filters, "to", to);
        put(filters, "text", text);
        put(filters, "cursor", cursor);
        filters.put("limit", Integer.toString(limit));
        return filters;
    }

    private static void put(Map<String, String> filters, String name, @Nullable String value) {
        if (value != null) {
            filters.put(name, value);
        }
    }
}
