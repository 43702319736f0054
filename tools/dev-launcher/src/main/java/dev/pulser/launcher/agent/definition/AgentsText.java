// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.definition;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.text.AgentsFile;
import dev.pulser.launcher.cli.InputText;
import dev.pulser.launcher.cli.UsageFailure;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/** Agents that somebody has written down, looked through before anything is sent. */
final class AgentsText {

    private AgentsText() {}

    /**
     * One agent, or those of a list {@code agents}; YAML or JSON.
     *
     * @param input what {@code -} reads
     * @throws UsageFailure with everything that is wrong
     */
    static List<AgentDefinition> read(String file, InputStream input) {
        var text = InputText.read(file, input);
        try {
            return AgentsFile.parsePart(text);
        } catch (IllegalArgumentException e) {
            throw wrong(file, String.valueOf(e.getMessage()).lines().toList());
        }
    }

    static UsageFailure wrong(String file, List<String> faults) {
        return new UsageFailure("%s is not right, nothing was sent:\n%s"
                .formatted(file, faults.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n"))));
    }
}
