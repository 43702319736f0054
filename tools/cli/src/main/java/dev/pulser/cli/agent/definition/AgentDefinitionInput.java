// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.definition;

import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.InputFile;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.document.AgentsFile;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/** Reader of agent definitions in a file, which is validated as a whole. */
final class AgentDefinitionInput {

    private AgentDefinitionInput() {}

    /**
     * Reads one agent, or those of a list {@code agents}, in YAML or JSON.
     *
     * @param input standard input, read for the file {@code -}
     * @throws UsageException with all validation errors
     */
    static List<AgentDefinition> read(String file, InputStream input) {
        var text = InputFile.read(file, input);
        try {
            return AgentsFile.parseAdditions(text);
        } catch (IllegalArgumentException e) {
            throw invalid(file, String.valueOf(e.getMessage()).lines().toList());
        }
    }

    static UsageException invalid(String file, List<String> errors) {
        return new UsageException("Invalid agent definitions in %s; nothing was changed:\n%s"
                .formatted(file, errors.stream().map(error -> "  " + error).collect(Collectors.joining("\n"))));
    }
}
