// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.cli.api.ApiException;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.JsonFields;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.OutputOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code agents health}: shows the health of agents. */
@Command(
        name = "health",
        description = "Show the health of all agents, or of one agent with its history.",
        footer = {
            "",
            "HEALTH: healthy; degraded (works with errors or slowly); unhealthy (receives no tasks, BACKUP takes over);",
            "unknown (not checked yet). BLOCKED: reason why no task is started: unhealthy, rate-limit, budget, paused or",
            "disabled. P95: 95th percentile of the response times of the last hour."
        })
public final class AgentHealthCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "AGENT", description = "Name of one agent, to show its history too.")
    private @Nullable String name;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Changes in the history, 1 to 500 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(
            names = "--watch",
            description = "Watch for changes: a refreshed table on a terminal, otherwise one line per change.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "MILLIS",
            description = "Refresh interval, 50 or more (default: ${DEFAULT-VALUE}).")
    private int every = 2000;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "Stop watching after this time (default: until Ctrl-C).")
    private @Nullable Integer seconds;

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public AgentHealthCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (every < 50 || (seconds != null && seconds < 1) || limit < 1 || limit > 500) {
            throw new UsageException(
                    "Invalid value. --every must be 50 or more, --for 1 or more, --limit from 1 to 500.");
        }
        var client = api.client();
        if (watch) {
            watch(client);
        } else if (name == null) {
            var report = client.agentsHealth();
            output.print(console, report, () -> AgentHealthTable.of(JsonFields.items(report, "agents")));
        } else {
            show(client, name);
        }
        return ExitCode.OK;
    }

    private void show(PulserClient client, String agent) {
        var history = client.healthHistory(agent, limit); // fails for an unknown agent
        var now = agents(client);
        if (output.isJson()) {
            var both = JsonNodeFactory.instance.objectNode();
            now.forEach(found -> both.set("agent", found));
            console.printJson(both.set("changes", history.path("changes")));
            return;
        }
        AgentHealthTable.of(now).lines(console).forEach(console::print);
        console.print("");
        AgentHealthTable.ofChanges(history.path("changes")).lines(console).forEach(console::print);
    }

    private void watch(PulserClient client) throws InterruptedException {
        client.health(); // fails immediately for a wrong address
        var view = new AgentHealthWatch(console, output.isJson());
        var end = System.nanoTime()
                + Duration.ofSeconds(Optional.ofNullable(seconds).orElse(Integer.MAX_VALUE))
                        .toNanos();
        while (System.nanoTime() < end) {
            try {
                view.show(agents(client));
            } catch (ApiException e) {
                view.showError(String.valueOf(e.getMessage()));
            }
            Thread.sleep(every);
        }
    }

    private List<JsonNode> agents(PulserClient client) {
        return JsonFields.items(client.agentsHealth(), "agents").stream()
                .filter(agent -> name == null || agent.path("name").asText().equals(name))
                .toList();
    }
}
