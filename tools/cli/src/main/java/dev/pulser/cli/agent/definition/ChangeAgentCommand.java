// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.AuditOptions;
import dev.pulser.cli.option.OutputOptions;
import dev.pulser.contract.agent.document.AgentDefinitionWriter;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code agents change}: changes an agent. */
@Command(
        name = "change",
        description = "Change fields of an agent, or replace its definition.",
        footer = {
            "",
            "A VALUE is YAML: a number, true or false, text, a list [a, b] or an object {a: b}. Dots separate nested fields.",
            "Other fields keep their values; running attempts keep the definition with which they started.",
            "",
            "Examples:",
            "  pulser agents change maya --set capacity=8 --set limits.requests_per_minute=60",
            "  pulser agents change maya --set 'backups=[learnbot, dash]' --unset hours_per_week",
            "  pulser agents change maya --set enabled=false --reason \"maintenance\"",
            "  pulser agents change maya -f maya.yaml"
        })
public final class ChangeAgentCommand implements Callable<Integer> {

    private final Console console;
    private final InputStream input;

    @Parameters(paramLabel = "AGENT", description = "Name of the agent.")
    private String name = "";

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "Set a field. May be repeated.")
    private List<String> set = new ArrayList<>();

    @Option(names = "--unset", paramLabel = "FIELD", description = "Remove a field. May be repeated.")
    private List<String> unset = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "File with the whole definition in YAML or JSON; - for standard input.")
    private @Nullable String file;

    @Mixin
    private final AuditOptions audit = new AuditOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /** Creates the command; {@code input} is standard input. */
    public ChangeAgentCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        boolean byField = !set.isEmpty() || !unset.isEmpty();
        if (byField == (file != null)) {
            throw new UsageException("Specify a change: either --set FIELD=VALUE and --unset FIELD, or --file FILE.");
        }
        var receipt = file == null ? change(api.client()) : replace(api.client(), file);
        new AgentChangeReport(console, output).print(List.of(receipt));
        return ExitCode.OK;
    }

    private JsonNode change(PulserClient client) {
        return client.changeAgent(name, audit.addTo(AgentPatch.of(set, unset)));
    }

    private JsonNode replace(PulserClient client, String from) {
        var agents = AgentDefinitionInput.read(from, input);
        var agent = agents.getFirst();
        if (agents.size() > 1 || !agent.name().value().equals(name)) {
            throw AgentDefinitionInput.invalid(
                    from, List.of("The file must describe agent %s and no other.".formatted(name)));
        }
        return client.replaceAgent(name, audit.addTo(AgentDefinitionWriter.write(agent)));
    }
}
