// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.option.OutputOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code get}: shows a task. */
@Command(
        name = "get",
        description = "Show a task: its status, labels and result, or its events.",
        footer = {
            "",
            "Examples:",
            "  pulser get tsk_0123456789abcdef0123456789abcdef --wait=120",
            "  pulser get tsk_0123456789abcdef0123456789abcdef --events"
        })
public final class GetTaskCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "TASK", description = "Task id.")
    private String id = "";

    @Option(names = "--events", description = "Show the events of the task instead.")
    private boolean events;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public GetTaskCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var limit = wait.limit();
        var client = api.client();
        var task = limit.map(time -> WaitOption.await(client, id, time));
        if (events) {
            var history = client.events(id);
            output.print(console, history, () -> TaskTable.ofEvents(JsonFields.items(history, "events")));
        } else {
            var shown = task.orElseGet(() -> client.task(id, Optional.empty()));
            output.print(console, shown, () -> TaskTable.ofFields(shown));
        }
        return task.map(TerminalStatus::hasCompleted).orElse(true) ? ExitCode.OK : ExitCode.FAILED;
    }
}
