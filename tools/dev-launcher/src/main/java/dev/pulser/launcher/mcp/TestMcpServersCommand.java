// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.running.StackRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code mcp test}: tests the declared MCP servers. */
@Command(
        name = "test",
        description =
                "Test the declared MCP servers: start each, list its tools, ping it and stop it. Needs no running stack.",
        footer = {
            "",
            "The servers get the settings that agent-adapters would pass. Packages that npx runs for the first time are downloaded,",
            "which may need a longer --timeout. The exit code is 1 when a configured server fails, or when a server that you",
            "name is not configured.",
            "",
            "Examples:",
            "  pulser mcp test",
            "  GITHUB_PERSONAL_ACCESS_TOKEN=ghp_… pulser mcp test github --timeout 120",
            "  PULSER_MCP_FILE=my-servers.json pulser mcp test"
        })
public final class TestMcpServersCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(arity = "0..*", paramLabel = "SERVER", description = "Names of servers (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Time limit of each server (default: ${DEFAULT-VALUE}).")
    private int timeout = 60;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "REST port of the stack whose addresses the toolbox gets (default: ${DEFAULT-VALUE}).")
    private int port = StackPorts.DEFAULT.rest();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public TestMcpServersCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (timeout < 1 || timeout > 3600) {
            throw new UsageException("Invalid value %d for --timeout. Use 1 to 3600 seconds.".formatted(timeout));
        }
        if (names.stream().anyMatch(name -> !name.matches("[a-z][a-z0-9_-]{0,63}"))) {
            throw new UsageException(
                    "Invalid server name. A name starts with a letter a-z, followed by up to 63 characters of a-z, 0-9, _ and -.");
        }
        var running = new StackRegistry(StackStorage.defaultHome())
                .read(port)
                .filter(stack -> stack.launcher().isPresent());
        var tester = new McpServerTester(ProjectLayout.find(), running);
        console.info("Testing the MCP servers …");
        var results = tester.test(names, Duration.ofSeconds(timeout));
        output.print(console, results, () -> table(results));
        return code(results, !names.isEmpty());
    }

    /** Returns the exit code; only {@code named} servers must be configured. */
    static int code(List<JsonNode> results, boolean named) {
        boolean failed = results.stream().map(TestMcpServersCommand::state).anyMatch(state -> switch (state) {
            case "ready" -> false;
            case "not-configured" -> named;
            default -> true;
        });
        return failed ? ExitCode.FAILED : ExitCode.OK;
    }

    static Table table(List<JsonNode> results) {
        var table = Table.of("SERVER", "STATE", "PROTOCOL", "TOOLS", "START", "PING", "REASON")
                .coloring("STATE");
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
        var rejected = result.path("rejected_tools");
        var text = rejected.isEmpty()
                ? result.path("reason").asText("")
                : "%d tools skipped, such as %s"
                        .formatted(rejected.size(), rejected.path(0).asText());
        return text.replaceAll("\\s+", " ");
    }
}
