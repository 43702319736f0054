// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.verdict;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.rule.call.CallCountCheck;
import dev.pulser.chaos.rule.call.IdempotencyCheck;
import dev.pulser.chaos.rule.call.RecoveryRatioCheck;
import dev.pulser.chaos.rule.call.ResultOriginCheck;
import dev.pulser.chaos.rule.call.RetryDelayCheck;
import dev.pulser.chaos.rule.life.CompletenessCheck;
import dev.pulser.chaos.rule.life.EventSequenceCheck;
import dev.pulser.chaos.rule.life.StateTransitionCheck;
import dev.pulser.chaos.rule.life.TerminalStateCheck;
import dev.pulser.chaos.rule.store.DeadLetterCheck;
import dev.pulser.chaos.rule.store.PartitionProgressCheck;
import dev.pulser.chaos.rule.store.ProjectionCheck;
import dev.pulser.chaos.rule.store.ReadYourWritesCheck;
import java.util.List;

/** Registry of all checks. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new CompletenessCheck(),
            new TerminalStateCheck(),
            new EventSequenceCheck(),
            new StateTransitionCheck(),
            new ResultOriginCheck(),
            new CallCountCheck(),
            new RetryDelayCheck(),
            new IdempotencyCheck(),
            new ProjectionCheck(),
            new PartitionProgressCheck(),
            new ReadYourWritesCheck(),
            new RecoveryRatioCheck(),
            new DeadLetterCheck());

    private Checks() {}

    /** Returns all checks in order of their ids. */
    public static List<Check> all() {
        return ALL;
    }

    /** Runs all checks. */
    public static ChaosVerdict judge(Evidence evidence) {
        var run = SortedEvidence.of(evidence);
        var results = ALL.stream()
                .map(check -> new ChaosVerdict.Result(check.id(), check.rule(), check.minimum(), check.run(run)))
                .toList();
        return ChaosVerdict.of(evidence, results, RunValidity.reasonsAgainst(run, results));
    }
}
