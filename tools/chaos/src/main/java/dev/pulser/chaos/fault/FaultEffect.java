// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Observed effect of an injected fault.
 *
 * @param observed true when the fault had the intended effect
 */
public record FaultEffect(boolean observed, String description) {

    /** Returns the effect of a fault with several steps, observed when that of every step was. */
    public static FaultEffect ofAll(List<FaultEffect> steps) {
        return new FaultEffect(
                !steps.isEmpty() && steps.stream().allMatch(FaultEffect::observed),
                steps.stream().map(FaultEffect::description).collect(Collectors.joining("; ")));
    }
}
