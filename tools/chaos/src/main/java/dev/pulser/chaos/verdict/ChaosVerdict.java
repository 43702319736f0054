// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.verdict;

import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Violation;
import dev.pulser.chaos.evidence.Evidence;
import java.util.List;

/**
 * Verdict on a run.
 *
 * @param reasons reasons for which the run is inconclusive; empty for a valid run
 */
public record ChaosVerdict(Outcome outcome, long seed, List<String> reasons, List<Result> results) {

    /** Overall result. */
    public enum Outcome {
        /** The run is valid and no rule was violated. */
        PASSED,
        /** A rule was violated. */
        VIOLATED,
        /** No rule was violated, but the run is inconclusive. */
        INVALID
    }

    /**
     * Result of a check.
     *
     * @param minimum smallest number of checked items that makes the result meaningful
     */
    public record Result(String check, String rule, long minimum, Findings findings) {}

    public ChaosVerdict {
        reasons = List.copyOf(reasons);
        results = List.copyOf(results);
    }

    static ChaosVerdict of(Evidence evidence, List<Result> results, List<String> reasons) {
        boolean violated = results.stream()
                .anyMatch(result -> !result.findings().violations().isEmpty());
        var outcome = violated ? Outcome.VIOLATED : reasons.isEmpty() ? Outcome.PASSED : Outcome.INVALID;
        return new ChaosVerdict(outcome, evidence.parameters().seed(), reasons, results);
    }

    public List<Violation> violations() {
        return results.stream()
                .flatMap(result -> result.findings().violations().stream())
                .toList();
    }
}
