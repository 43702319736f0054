// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.rest.PulserClient;
import dev.pulser.launcher.task.TaskTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how the agents are. */
@Command(
        name = "health",
        description = "Show how the agents are, or how one is and was.",
        footer = {
            "",
            "HEALTH is healthy, degraded (it works, not as it should), unhealthy (it is given nothing; BACKUP takes over) or",
            "unknown (nobody has looked yet). HOLD says why nothing is started: unhealthy, rate-limit, budget, paused, disabled.",
            "P95 is the response time that 95 of 100 attempts of the last hour kept."
        })
public final class HealthCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "AGENT", description = "Only this one, with its history.")
    private @Nullable String name;

    @Option(names = "--limit", paramLabel = "N", description = "Length of the history (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(names = "--watch", description = "Go on: a live table on a terminal, elsewhere a line for every change.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "MILLIS",
            description = "Pause between two looks (default: ${DEFAULT-VALUE}).")
    private int every = 2000;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "Stop watching after this long (default: at Ctrl-C).")
    private @Nullable Integer seconds;

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    public HealthCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (every < 50 || (seconds != null && seconds < 1) || limit < 1 || limit > 500) {
            throw new UsageFailure("--every takes 50 or more, --for 1 or more, --limit 1 to 500");
        }
        var client = api.client();
        if (watch) {
            watch(client);
        } else if (name == null) {
            var report = client.agentsHealth();
            output.print(console, report, () -> HealthTable.of(TaskTable.itemsOf(report, "agents")));
        } else {
            show(client, name);
        }
        return ExitCode.OK;
    }

    private void show(PulserClient client, String agent) {
        var history = client.healthHistory(agent, limit); // says it where there is no such agent
        var now = agents(client);
        if (output.isJson()) {
            var both = JsonNodeFactory.instance.objectNode();
            now.forEach(found -> both.set("agent", found));
            console.printJson(both.set("changes", history.path("changes")));
            return;
        }
        HealthTable.of(now).lines(console).forEach(console::print);
        console.print("");
        HealthTable.ofChanges(history.path("changes")).lines(console).forEach(console::print);
    }

    private void watch(PulserClient client) throws InterruptedException {
        client.health(); // a wrong address is a failure, not something to wait for
        var view = new HealthWatch(console, output.isJson());
        var end = System.nanoTime()
                + Duration.ofSeconds(Optional.ofNullable(seconds).orElse(Integer.MAX_VALUE))
                        .toNanos();
        while (System.nanoTime() < end) {
            try {
                view.show(agents(client));
            } catch (ApiFailure e) {
                view.lost(String.valueOf(e.getMessage()));
            }
            Thread.sleep(every);
        }
    }

    private List<JsonNode> agents(PulserClient client) {
        return TaskTable.itemsOf(client.agentsHealth(), "agents").stream()
                .filter(agent -> name == null || agent.path("name").asText().equals(name))
                .toList();
    }
}
