// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.ApiException;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code agents remove}: removes an agent. */
@Command(
        name = "remove",
        description = "Remove an agent. Refused while it has tasks or is the backup of another agent.",
        footer = {
            "",
            "To let an agent finish its tasks before it is removed:",
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
                    "Remove it even if it has tasks or is a backup. Its tasks wait until an agent of this name exists again.")
    private boolean force;

    @Mixin
    private final ChangeOptions change = new ChangeOptions();

    /** Creates the command; {@code input} answers the confirmation prompt. */
    public RemoveAgentCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() throws InterruptedException {
        var client = change.client();
        var lane = client.agent(name).path("lane");
        var action = "remove agent %s (running tasks: %d, waiting tasks: %d)"
                .formatted(
                        name,
                        lane.path("running").asLong(),
                        lane.path("waiting").asLong() + lane.path("retrying").asLong());
        return change.run(new PlannedChange(action, 1, true, () -> ExitCode.OK, () -> remove(client)), console, input);
    }

    private int remove(PulserClient client) {
        var receipt = send(client);
        change.output()
                .print(
                        console,
                        receipt,
                        () -> Table.of("AGENT", "REMOVED", "COMMAND")
                                .row(
                                        receipt.path("name").asText(),
                                        receipt.path("deleted").asText(),
                                        receipt.path("command_id").asText()));
        return ExitCode.OK;
    }

    private JsonNode send(PulserClient client) {
        try {
            return client.removeAgent(name, force, change.body());
        } catch (ApiException e) {
            throw e.status() == CONFLICT && !force ? e.withHint("Add --force to remove it anyway.") : e;
        }
    }
}
