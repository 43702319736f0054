// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.running.RunFolder;
import dev.pulser.launcher.stack.StackOptions;
import dev.pulser.launcher.stack.StackPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries the declared MCP servers. */
@Command(
        name = "test",
        description =
                "Start the declared MCP servers, list their tools, ping them and end them. Needs no running Pulser.",
        footer = {
            "",
            "The servers get what the adapters would give them. What npx runs for the first time is downloaded: give it time.",
            "Exit code 1 where a server fails that is configured, or one that you name is not configured.",
            "",
            "Examples:",
            "  pulser mcp test",
            "  GITHUB_PERSONAL_ACCESS_TOKEN=ghp_… pulser mcp test github --timeout 120",
            "  PULSER_MCP_FILE=my-servers.json pulser mcp test"
        })
public final class TestServersCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "SERVER", description = "Only these (default: all that are declared).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long a server may take to list its tools (default: ${DEFAULT-VALUE}).")
    private int timeout = 60;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "REST port of the stack whose addresses the toolbox is given (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOption output = new OutputOption();

    public TestServersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (timeout < 1 || timeout > 3600) {
            throw new UsageFailure("--timeout takes 1 to 3600 seconds, not %d".formatted(timeout));
        }
        if (names.stream().anyMatch(name -> !name.matches("[a-z][a-z0-9_-]{0,63}"))) {
            throw new UsageFailure("a server's name is a letter followed by up to 63 of a-z, 0-9, _ and -");
        }
        var running = new RunFolder(StackOptions.defaultHome())
                .read(port)
                .filter(stack -> stack.launcher().isPresent());
        var trials = new ServerTrials(ProjectHome.find(), running);
        console.say("trying the servers …");
        var results = trials.run(names, Duration.ofSeconds(timeout));
        output.print(console, results, () -> table(results));
        return code(results, !names.isEmpty());
    }

    /** {@code named} servers have to be configured; others may be left unconfigured. */
    static int code(List<JsonNode> results, boolean named) {
        boolean failed = results.stream().map(TestServersCommand::state).anyMatch(state -> switch (state) {
            case "ready" -> false;
            case "not-configured" -> named;
            default -> true;
        });
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    static Table table(List<JsonNode> results) {
        var table = Table.of("SERVER", "STATE", "PROTOCOL", "TOOLS", "START", "PING", "REASON")
                .colouring("STATE");
        for (var result : results) {
            table.row(
                    result.path("server").asText(),
                    state(result),
                    result.path("protocol").asText(""),
                    result.path("tools").asText(""),
                    milliseconds(result.path("start_milliseconds")),
                    milliseconds(result.path("ping_milliseconds")),
                    reason(result));
        }
        return table;
    }

    private static String state(JsonNode result) {
        return result.path("state").asText();
    }

    private static String milliseconds(JsonNode number) {
        return number.isNumber() ? number.asText() + " ms" : "";
    }

    private static String reason(JsonNode result) {
        var refused = result.path("refused_tools");
        var text = refused.isEmpty()
                ? result.path("reason").asText("")
                : "%d tools left out, such as %s"
                        .formatted(refused.size(), refused.path(0).asText());
        return text.replaceAll("\\s+", " ");
    }
}
