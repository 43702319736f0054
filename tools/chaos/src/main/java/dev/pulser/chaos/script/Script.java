// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.script;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps of attempts 1, 2, …; every later attempt succeeds.
 *
 * @param steps may be empty
 */
public record Script(List<Step> steps) {

    public Script {
        steps = List.copyOf(steps);
    }

    public static Script of(Step... steps) {
        return new Script(List.of(steps));
    }

    /** As it stands in a payload: {@code hang,unavailable}. */
    public static Script parse(String text) {
        return new Script(
                text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1)).map(Step::of).toList());
    }

    /** @param attempt 1 for the first */
    public Step at(int attempt) {
        return attempt >= 1 && attempt <= steps.size() ? steps.get(attempt - 1) : Step.OK;
    }

    /** Whether any attempt is made to fail. */
    public boolean fails() {
        return steps.stream().anyMatch(step -> step != Step.OK);
    }

    /** Whether one of the first {@code attempts} succeeds. */
    public boolean recoversWithin(int attempts) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            if (at(attempt) == Step.OK) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return steps.stream().map(Step::word).collect(Collectors.joining(","));
    }
}
