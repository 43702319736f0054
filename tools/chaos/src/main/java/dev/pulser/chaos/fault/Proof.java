// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a fault was seen to do.
 *
 * @param bit whether it had an effect at all
 */
public record Proof(boolean bit, String seen) {

    /** Of a fault of several steps: each has to have had its effect. */
    public static Proof ofAll(List<Proof> steps) {
        return new Proof(
                !steps.isEmpty() && steps.stream().allMatch(Proof::bit),
                steps.stream().map(Proof::seen).collect(Collectors.joining("; ")));
    }
}
