// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.text;

import dev.pulser.contract.validation.ValidationError;
import java.util.List;
import java.util.stream.Collectors;

/** A text that describes no agent; says everything that is wrong with it. */
public final class AgentFaulty extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String agent;
    private final transient List<ValidationError> faults;

    AgentFaulty(String agent, List<ValidationError> faults) {
        super(faults.stream()
                .map(ValidationError::detail)
                .collect(Collectors.joining("; ", "agent %s: ".formatted(agent), "")));
        this.agent = agent;
        this.faults = List.copyOf(faults);
    }

    /** In the order of reading; {@link ValidationError#field} is a JSON Pointer into the agent. */
    public List<ValidationError> faults() {
        return faults;
    }

    /** The same for people: a line for each, which names the agent and the field. */
    List<String> lines() {
        return faults.stream()
                .map(fault -> "agent %s: %s".formatted(agent, fault.detail()))
                .toList();
    }
}
