// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.agent.text.AgentWriter;
import dev.pulser.launcher.cli.AskedOption;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.ApiOption;
import dev.pulser.launcher.rest.PulserClient;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes an agent. */
@Command(
        name = "change",
        description = "Change some fields of an agent, or replace its definition, while Pulser runs.",
        footer = {
            "",
            "A VALUE is read as YAML: a number, true or false, a text, a list [a, b] or an object {a: b}. Fields inside others",
            "are named with dots. What is not named stays as it is; attempts that run go on as they were begun.",
            "",
            "Examples:",
            "  pulser agents change maya --set capacity=8 --set limits.requests_per_minute=60",
            "  pulser agents change maya --set 'backups=[learnbot, dash]' --unset hours_per_week",
            "  pulser agents change maya --set enabled=false --reason \"is being rebuilt\"",
            "  pulser agents change maya -f maya.yaml"
        })
public final class ChangeAgentCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Parameters(paramLabel = "AGENT", description = "Name of the agent.")
    private String name = "";

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "Sets a field. May be given more than once.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--unset", paramLabel = "FIELD", description = "Takes a field out. May be given more than once.")
    private List<String> unset = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The whole definition instead, in YAML or JSON; - for standard input.")
    private @Nullable String file;

    @Mixin
    private final AskedOption asked = new AskedOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is what {@code -} reads. */
    public ChangeAgentCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        boolean byField = !set.isEmpty() || !unset.isEmpty();
        if (byField == (file != null)) {
            throw new UsageFailure("say what to change: --set FIELD=VALUE and --unset FIELD, or -f FILE");
        }
        var receipt = file == null ? change(api.client()) : replace(api.client(), file);
        new Receipts(console, output).print(List.of(receipt));
        return ExitCode.OK;
    }

    private JsonNode change(PulserClient client) {
        return client.changeAgent(name, asked.into(FieldChanges.patch(set, unset)));
    }

    private JsonNode replace(PulserClient client, String from) {
        var agents = AgentsText.read(from, input);
        var agent = agents.getFirst();
        if (agents.size() > 1 || !agent.name().value().equals(name)) {
            throw AgentsText.wrong(from, List.of("it has to describe agent %s and no other".formatted(name)));
        }
        return client.replaceAgent(name, asked.into(AgentWriter.write(agent)));
    }
}
