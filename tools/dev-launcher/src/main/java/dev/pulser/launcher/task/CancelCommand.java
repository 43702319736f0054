// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.launcher.cli.AskedOption;
import dev.pulser.launcher.cli.ConsentOption;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.rest.PulserClient;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels tasks. */
@Command(
        name = "cancel",
        description = "Cancel tasks that wait or run: one by its id, or all that match.",
        footer = {
            "",
            "Examples:",
            "  pulser cancel tsk_0123456789abcdef0123456789abcdef",
            "  pulser cancel --agent maya --older-than 2h --dry-run",
            "  pulser cancel --status queued --type analytics --yes --reason \"wrong data\""
        })
public final class CancelCommand implements Callable<Integer> {

    private static final int MOST_IDS = 1_000;

    private final Console console;
    private final InputStream input;

    @Parameters(arity = "0..*", paramLabel = "TASK", description = "Ids of tasks.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--agent", paramLabel = "NAME", description = "Tasks of this agent.")
    private @Nullable String agent;

    @Option(names = "--status", paramLabel = "STATUS", description = "queued, running or retrying.")
    private @Nullable String status;

    @Option(names = "--type", paramLabel = "TYPE", description = "Tasks of this type.")
    private @Nullable String type;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            description = "Created longer ago, such as 30s, 15m, 2h or 7d.")
    private @Nullable String olderThan;

    @Option(names = "--all", description = "Every task that is not over.")
    private boolean all;

    @Mixin
    private final ConsentOption consent = new ConsentOption();

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is where the answer to a question comes from. */
    public CancelCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        boolean filtered = agent != null || status != null || type != null || olderThan != null || all;
        if (ids.isEmpty() && !filtered) {
            throw new UsageFailure("say which tasks: ids, --agent, --status, --type, --older-than or --all");
        }
        if (ids.size() > MOST_IDS) {
            throw new UsageFailure("at most %d ids at a time".formatted(MOST_IDS));
        }
        var client = api.client();
        return ids.size() == 1 && !filtered && !consent.isDryRun() ? one(client) : many(client);
    }

    private int one(PulserClient client) {
        var receipt = client.command(
                "tasks/%s/cancel".formatted(PulserClient.encoded(ids.getFirst())),
                asked.into(JsonNodeFactory.instance.objectNode()));
        output.print(console, receipt, () -> TaskTable.ofFields(receipt));
        return ExitCode.OK;
    }

    private int many(PulserClient client) {
        var counted = client.command("tasks/cancel", body().put("dry_run", true));
        long matched = counted.path("matched").asLong();
        if (consent.isDryRun() || matched == 0) {
            print(matched, 0);
            return ExitCode.OK;
        }
        if (!consent.allows(console, input, "cancel %d tasks".formatted(matched))) {
            return ExitCode.FAILED;
        }
        print(matched, cancelAll(client));
        return ExitCode.OK;
    }

    private long cancelAll(PulserClient client) {
        long cancelled = 0;
        JsonNode cursor = JsonNodeFactory.instance.nullNode();
        do {
            var body = body();
            body.set("cursor", cursor);
            var receipt = client.command("tasks/cancel", body);
            cancelled += receipt.path("task_ids").size();
            cursor = receipt.path("next_cursor");
        } while (cursor.isTextual());
        return cancelled;
    }

    private ObjectNode body() {
        var body = asked.into(JsonNodeFactory.instance.objectNode());
        if (!ids.isEmpty()) {
            ids.forEach(body.withArray("/ids")::add);
        }
        body.put("agent", agent)
                .put("status", status)
                .put("task_type", type)
                .put("older_than", olderThan)
                .put("all", all);
        return body;
    }

    private void print(long matched, long cancelled) {
        var result =
                JsonNodeFactory.instance.objectNode().put("matched", matched).put("cancelling", cancelled);
        output.print(
                console,
                result,
                () -> Table.of("MATCHED", "CANCELLING").row(Long.toString(matched), Long.toString(cancelled)));
    }
}
