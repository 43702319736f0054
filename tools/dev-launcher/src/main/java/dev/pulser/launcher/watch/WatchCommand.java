// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.agent.AgentsAndHealth;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.rest.PulserClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows tasks and agents while they change. */
@Command(
        name = "watch",
        description = "Watch the tasks, or one of them: a live table on a terminal, elsewhere a line for every change.")
public final class WatchCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "TASK", description = "Only this one, until it has ended.")
    private @Nullable String id;

    @Option(
            names = "--every",
            paramLabel = "MILLIS",
            description = "Pause between two looks (default: ${DEFAULT-VALUE}).")
    private int every = 1000;

    @Option(names = "--for", paramLabel = "SECONDS", description = "Stop after this long (default: at Ctrl-C).")
    private @Nullable Integer seconds;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public WatchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (every < 50 || (seconds != null && seconds < 1)) {
            throw new UsageFailure("--every takes 50 or more, --for 1 or more");
        }
        var client = api.client();
        client.health(); // a wrong address is a failure, not something to wait for
        var newest = new Look(client);
        var view =
                console.isTerminal() && !output.isJson() ? new Screen(console) : new Changes(console, output.isJson());
        var end = System.nanoTime()
                + Duration.ofSeconds(Optional.ofNullable(seconds).orElse(Integer.MAX_VALUE))
                        .toNanos();
        while (System.nanoTime() < end) {
            try {
                var tasks = id == null ? newest.tasks() : List.of(client.task(id, Optional.empty()));
                view.show(tasks, agents(client));
                if (id != null && Changes.haveEnded(tasks)) {
                    return ExitCode.OK;
                }
            } catch (ApiFailure e) {
                view.lost(String.valueOf(e.getMessage()));
            }
            Thread.sleep(every);
        }
        return ExitCode.OK;
    }

    private List<JsonNode> agents(PulserClient client) {
        return id == null ? AgentsAndHealth.of(client).agents() : List.of();
    }
}
