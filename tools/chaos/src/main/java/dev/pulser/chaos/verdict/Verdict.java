// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.verdict;

import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Violation;
import dev.pulser.chaos.evidence.Evidence;
import java.util.List;

/**
 * What is to be said of a run.
 *
 * @param reasons why it proves nothing; empty for a run that does
 */
public record Verdict(Outcome outcome, long seed, List<String> reasons, List<Result> results) {

    /** In one word. */
    public enum Outcome {
        /** It proves something, and every promise was kept. */
        PASSED,
        /** A promise was broken. */
        VIOLATED,
        /** Nothing was found, and nothing is proved. */
        INVALID
    }

    /** @param minimum of things to be looked at */
    public record Result(String check, String rule, long minimum, Findings findings) {}

    public Verdict {
        reasons = List.copyOf(reasons);
        results = List.copyOf(results);
    }

    static Verdict of(Evidence evidence, List<Result> results, List<String> reasons) {
        boolean broken = results.stream()
                .anyMatch(result -> !result.findings().violations().isEmpty());
        var outcome = broken ? Outcome.VIOLATED : reasons.isEmpty() ? Outcome.PASSED : Outcome.INVALID;
        return new Verdict(outcome, evidence.terms().seed(), reasons, results);
    }

    public List<Violation> violations() {
        return results.stream()
                .flatMap(result -> result.findings().violations().stream())
                .toList();
    }
}
