// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.ChangeOptions;
import dev.pulser.cli.option.PlannedChange;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code cancel}: cancels tasks that wait or run. */
@Command(
        name = "cancel",
        description = "Cancel waiting and running tasks: by id, or all that match a filter.",
        footer = {
            "",
            "Examples:",
            "  pulser cancel tsk_0123456789abcdef0123456789abcdef",
            "  pulser cancel --agent maya --older-than 2h --dry-run",
            "  pulser cancel --status queued --type analytics --yes --reason \"wrong data\""
        })
public final class CancelTasksCommand implements Callable<Integer> {

    private static final int MAX_IDS = 1_000;

    private final Console console;
    private final InputStream input;

    @Parameters(arity = "0..*", paramLabel = "TASK", description = "Task ids.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--agent", paramLabel = "NAME", description = "Tasks of this agent.")
    private @Nullable String agent;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Tasks in this status: queued, running or retrying.")
    private @Nullable String status;

    @Option(names = "--type", paramLabel = "TYPE", description = "Tasks of this type.")
    private @Nullable String type;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            description = "Tasks created longer ago than this, such as 30s, 15m, 2h or 7d.")
    private @Nullable String olderThan;

    @Option(names = "--all", description = "All tasks that have not ended.")
    private boolean all;

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    /** Creates the command; {@code input} answers the confirmation prompt. */
    public CancelTasksCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean filtered = agent != null || status != null || type != null || olderThan != null || all;
        if (ids.isEmpty() && !filtered) {
            throw new UsageException(
                    "No tasks selected. Name task ids, or use --agent, --status, --type, --older-than or --all.");
        }
        if (ids.size() > MAX_IDS) {
            throw new UsageException("Too many task ids: %d. The limit is %d.".formatted(ids.size(), MAX_IDS));
        }
        var client = change.client();
        return ids.size() == 1 && !filtered && !change.isDryRun() ? cancelOne(client) : cancelMany(client);
    }

    private int cancelOne(PulserClient client) {
        var receipt = client.command("tasks/%s/cancel".formatted(PulserClient.encoded(ids.getFirst())), change.body());
        change.output().print(console, receipt, () -> TaskTable.ofFields(receipt));
        return ExitCode.OK;
    }

    private int cancelMany(PulserClient client) throws InterruptedException {
        long matched = client.command("tasks/cancel", body().put("dry_run", true))
                .path("matched")
                .asLong();
        return change.run(
                new PlannedChange(
                        "cancel %d tasks".formatted(matched),
                        matched,
                        true,
                        () -> print(matched, 0),
                        () -> print(matched, cancelAll(client))),
                console,
                input);
    }

    private long cancelAll(PulserClient client) {
        long canceled = 0;
        JsonNode cursor = JsonNodeFactory.instance.nullNode();
        do {
            var body = body();
            body.set("cursor", cursor);
            var receipt = client.command("tasks/cancel", body);
            canceled += receipt.path("task_ids").size();
            cursor = receipt.path("next_cursor");
        } while (cursor.isTextual());
        return canceled;
    }

    private ObjectNode body() {
        var body = change.body();
        if (!ids.isEmpty()) {
            ids.forEach(body.withArray("/ids")::add);
        }
        return body.put("agent", agent)
                .put("status", status)
                .put("task_type", type)
                .put("older_than", olderThan)
                .put("all", all);
    }

    private int print(long matched, long canceled) {
        var result =
                JsonNodeFactory.instance.objectNode().put("matched", matched).put("canceling", canceled);
        change.output()
                .print(
                        console,
                        result,
                        () -> Table.of("MATCHED", "CANCELING").row(Long.toString(matched), Long.toString(canceled)));
        return ExitCode.OK;
    }
}
