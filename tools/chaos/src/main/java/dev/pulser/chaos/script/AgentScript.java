// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.script;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Behavior of an agent in the attempts at one task.
 *
 * @param steps behavior in attempts 1, 2, …; later attempts succeed
 */
public record AgentScript(List<ScriptStep> steps) {

    public AgentScript {
        steps = List.copyOf(steps);
    }

    public static AgentScript of(ScriptStep... steps) {
        return new AgentScript(List.of(steps));
    }

    /** Parses the text of a payload, such as {@code hang,unavailable}. */
    public static AgentScript parse(String text) {
        return new AgentScript(
                text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(ScriptStep::parse)
                                .toList());
    }

    /** Returns the behavior in this attempt, 1 for the first. */
    public ScriptStep at(int attempt) {
        return attempt >= 1 && attempt <= steps.size() ? steps.get(attempt - 1) : ScriptStep.OK;
    }

    /** Returns true when any attempt fails. */
    public boolean fails() {
        return steps.stream().anyMatch(step -> step != ScriptStep.OK);
    }

    /** Returns true when one of the first {@code attempts} succeeds. */
    public boolean recoversWithin(int attempts) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            if (at(attempt) == ScriptStep.OK) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return steps.stream().map(ScriptStep::slug).collect(Collectors.joining(","));
    }
}
