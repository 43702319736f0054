// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.rest.ApiOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one task. */
@Command(name = "get", description = "Show one task: its state, its result, or every step of it.")
public final class GetCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "TASK", description = "The task's id.")
    private String id = "";

    @Option(names = "--events", description = "Show every step instead.")
    private boolean events;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public GetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var limit = wait.limit();
        var client = api.client();
        var task = limit.map(time -> WaitOption.await(client, id, time));
        if (events) {
            var steps = client.events(id);
            output.print(console, steps, () -> TaskTable.ofEvents(TaskTable.itemsOf(steps, "events")));
        } else {
            var shown = task.orElseGet(() -> client.task(id, Optional.empty()));
            output.print(console, shown, () -> TaskTable.ofFields(shown));
        }
        return task.map(WaitOption::hasCompleted).orElse(true) ? ExitCode.OK : ExitCode.FAILED;
    }
}
