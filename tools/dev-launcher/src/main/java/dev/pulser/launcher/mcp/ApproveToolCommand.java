// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.launcher.cli.AskedOption;
import dev.pulser.launcher.cli.ConsentOption;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiOption;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Approves the definition of a tool that is offered now. */
@Command(
        name = "approve",
        description = "Show how the definition of a tool has changed, ask, and let the new one be called.",
        footer = {
            "",
            "A tool whose definition is another than the approved one is not called, and tasks that need it wait. What is",
            "approved is the very definition that was shown: if it changes meanwhile, the approval is refused.",
            "",
            "Example:",
            "  pulser mcp approve github/search_code --reason \"new version of the server\""
        })
public final class ApproveToolCommand implements Callable<Integer> {

    private static final int SHOWN_OF_HASH = 12;

    private final Console console;
    private final InputStream input;

    @Mixin
    private final ToolName name = new ToolName();

    @Mixin
    private final ConsentOption consent = new ConsentOption();

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is where the answer to a question comes from. */
    public ApproveToolCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        var client = api.client();
        var tool = client.tool(name.value());
        switch (tool.path("state").asText()) {
            case "approved" -> {
                console.say("%s is approved as it is, nothing was done".formatted(name.value()));
                return ExitCode.OK;
            }
            case "gone" -> {
                console.say("%s is offered no more, there is nothing to approve".formatted(name.value()));
                return ExitCode.FAILED;
            }
            default -> {
                if (!output.isJson()) {
                    new ToolPage(console).printPending(tool);
                }
            }
        }
        var hash = tool.path("hash").asText();
        var plan = "let agents call %s as defined by %s…"
                .formatted(name.value(), hash.substring(0, Math.min(SHOWN_OF_HASH, hash.length())));
        if (consent.isDryRun()) {
            console.say("this would " + plan);
            return ExitCode.OK;
        }
        if (!consent.allows(console, input, plan)) {
            return ExitCode.FAILED;
        }
        var body = asked.into(JsonNodeFactory.instance.objectNode());
        var approved =
                client.command("tools/approve", body.put("tool", name.value()).put("hash", hash));
        output.print(
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
