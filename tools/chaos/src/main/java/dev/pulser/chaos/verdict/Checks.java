// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.verdict;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.rule.call.CountedCalls;
import dev.pulser.chaos.rule.call.KeptPauses;
import dev.pulser.chaos.rule.call.OneKeyOneTask;
import dev.pulser.chaos.rule.call.OwnResults;
import dev.pulser.chaos.rule.call.Recovery;
import dev.pulser.chaos.rule.life.LegalSteps;
import dev.pulser.chaos.rule.life.NothingLost;
import dev.pulser.chaos.rule.life.Numbered;
import dev.pulser.chaos.rule.life.OneEnd;
import dev.pulser.chaos.rule.store.CompleteLetters;
import dev.pulser.chaos.rule.store.FlowingPartitions;
import dev.pulser.chaos.rule.store.FoldedRows;
import dev.pulser.chaos.rule.store.ReadYourWrites;
import java.util.List;

/** Every check there is. */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new NothingLost(),
            new OneEnd(),
            new Numbered(),
            new LegalSteps(),
            new OwnResults(),
            new CountedCalls(),
            new KeptPauses(),
            new OneKeyOneTask(),
            new FoldedRows(),
            new FlowingPartitions(),
            new ReadYourWrites(),
            new Recovery(),
            new CompleteLetters());

    private Checks() {}

    /** In the order of their numbers. */
    public static List<Check> all() {
        return ALL;
    }

    /** What all of them find. */
    public static Verdict judge(Evidence evidence) {
        var that = Case.of(evidence);
        var results = ALL.stream()
                .map(check -> new Verdict.Result(check.id(), check.rule(), check.minimum(), check.look(that)))
                .toList();
        return Verdict.of(evidence, results, Validity.reasonsAgainst(that, results));
    }
}
