// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.agent.AgentOverview;
import dev.pulser.cli.api.ApiException;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.cli.task.TerminalStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code watch}: shows tasks and agents while they change. */
@Command(
        name = "watch",
        description = "Watch all tasks or one task: a refreshed table on a terminal, otherwise one line per change.")
public final class WatchCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "TASK", description = "Id of one task, watched until it has ended.")
    private @Nullable String id;

    @Option(
            names = "--every",
            paramLabel = "MILLIS",
            description = "Refresh interval, 50 or more (default: ${DEFAULT-VALUE}).")
    private int every = 1000;

    @Option(names = "--for", paramLabel = "SECONDS", description = "Stop after this time (default: until Ctrl-C).")
    private @Nullable Integer seconds;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (every < 50 || (seconds != null && seconds < 1)) {
            throw new UsageException("Invalid value. --every must be 50 or more, --for 1 or more.");
        }
        var client = api.client();
        client.health(); // fails immediately for a wrong address
        var poller = new TaskPoller(client);
        var view = console.isTerminal() && !output.isJson()
                ? new TerminalView(console)
                : new ChangeLogView(console, output.isJson());
        var end = System.nanoTime()
                + Duration.ofSeconds(Optional.ofNullable(seconds).orElse(Integer.MAX_VALUE))
                        .toNanos();
        while (System.nanoTime() < end) {
            try {
                var tasks = id == null ? poller.tasks() : List.of(client.task(id, Optional.empty()));
                view.show(tasks, agents(client));
                if (id != null && tasks.stream().allMatch(TerminalStatus::hasEnded)) {
                    return ExitCode.OK;
                }
            } catch (ApiException e) {
                view.showError(String.valueOf(e.getMessage()));
            }
            Thread.sleep(every);
        }
        return ExitCode.OK;
    }

    private List<JsonNode> agents(PulserClient client) {
        return id == null ? AgentOverview.of(client).agents() : List.of();
    }
}
