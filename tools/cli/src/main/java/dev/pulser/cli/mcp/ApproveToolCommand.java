// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.ChangeOptions;
import dev.pulser.cli.option.PlannedChange;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Command {@code mcp approve}: approves the current definition of a tool. */
@Command(
        name = "approve",
        description = "Show how the definition of a tool has changed, and approve the new one after a confirmation.",
        footer = {
            "",
            "A tool whose definition differs from the approved one is not called, and tasks that need it wait. The approval",
            "is for the displayed definition only: it is refused when the definition changes in the meantime.",
            "",
            "Example:",
            "  pulser mcp approve github/search_code --reason \"new version of the server\""
        })
public final class ApproveToolCommand implements Callable<Integer> {

    private static final int SHORT_HASH = 12;

    private final Console console;
    private final InputStream input;

    @Mixin
    private final ToolNameParameter name = new ToolNameParameter();

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    /** Creates the command; {@code input} answers the confirmation prompt. */
    public ApproveToolCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        var client = change.client();
        var tool = client.tool(name.value());
        return switch (tool.path("state").asText()) {
            case "approved" -> {
                console.info("Tool %s is already approved. Nothing was changed.".formatted(name.value()));
                yield ExitCode.OK;
            }
            case "gone" -> {
                console.info(
                        "Tool %s is no longer provided by its server and cannot be approved.".formatted(name.value()));
                yield ExitCode.FAILED;
            }
            default -> approve(client, tool);
        };
    }

    private int approve(PulserClient client, JsonNode tool) throws InterruptedException {
        if (!change.output().isJson()) {
            new ToolDescription(console).printPending(tool);
        }
        var hash = tool.path("hash").asText();
        var action = "approve tool %s with definition %s…"
                .formatted(name.value(), hash.substring(0, Math.min(SHORT_HASH, hash.length())));
        return change.run(
                new PlannedChange(action, 1, true, () -> ExitCode.OK, () -> send(client, hash)), console, input);
    }

    private int send(PulserClient client, String hash) {
        var approved = client.command(
                "tools/approve", change.body().put("tool", name.value()).put("hash", hash));
        change.output()
                .print(
                        console,
                        approved,
                        () -> Table.of("SERVER", "TOOL", "STATE", "BY", "HASH")
                                .row(
                                        approved.path("server").asText(),
                                        approved.path("tool").asText(),
                                        approved.path("state").asText(),
                                        approved.path("approval").path("by").asText(""),
                                        approved.path("hash").asText()));
        return ExitCode.OK;
    }
}
