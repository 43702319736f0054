// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pulser.launcher.cli.AskedOption;
import dev.pulser.launcher.cli.ConsentOption;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.rest.ApiFailure;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.rest.PulserClient;
import java.io.InputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an agent away. */
@Command(
        name = "remove",
        description = "Take an agent away. Refused while it has tasks or is another agent's backup.",
        footer = {
            "",
            "To let an agent finish what it has, and then remove it:",
            "  pulser agents change maya --set enabled=false",
            "  pulser agents health maya",
            "  pulser agents remove maya"
        })
public final class RemoveAgentCommand implements Callable<Integer> {

    private static final int CONFLICT = 409;

    private final Console console;
    private final InputStream input;

    @Parameters(paramLabel = "AGENT", description = "Name of the agent.")
    private String name = "";

    @Option(
            names = "--force",
            description =
                    "Also while it has tasks or is a backup: its tasks wait until there is an agent of its name again.")
    private boolean force;

    @Mixin
    private final ConsentOption consent = new ConsentOption();

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is where the answer to a question comes from. */
    public RemoveAgentCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        var client = api.client();
        var lane = client.agent(name).path("lane");
        var plan = "remove agent %s, where %d tasks run and %d wait"
                .formatted(
                        name,
                        lane.path("running").asLong(),
                        lane.path("waiting").asLong() + lane.path("retrying").asLong());
        if (consent.isDryRun()) {
            console.say("this would " + plan);
            return ExitCode.OK;
        }
        if (!consent.allows(console, input, plan)) {
            return ExitCode.FAILED;
        }
        var receipt = remove(client);
        output.print(
                console,
                receipt,
                () -> Table.of("AGENT", "REMOVED", "COMMAND")
                        .row(
                                receipt.path("name").asText(),
                                receipt.path("deleted").asText(),
                                receipt.path("command_id").asText()));
        return ExitCode.OK;
    }

    private JsonNode remove(PulserClient client) {
        try {
            return client.removeAgent(name, force, asked.into(JsonNodeFactory.instance.objectNode()));
        } catch (ApiFailure e) {
            throw e.status() == CONFLICT && !force ? e.advising("here that is --force") : e;
        }
    }
}
