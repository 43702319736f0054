// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import java.util.HashMap;

/** Check of the progress of all partitions and consumer groups (R8). */
public final class PartitionProgressCheck implements Check {

    @Override
    public String id() {
        return "C13";
    }

    @Override
    public String rule() {
        return "No transaction hangs, no committed offset decreases, and every partition is read to its end.";
    }

    @Override
    public long minimum() {
        return 8;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        for (var end : run.evidence().offsets().ends()) {
            findings.checked();
            if (end.stable() < end.high()) {
                findings.violation(
                        "%s/%d".formatted(end.topic(), end.partition()),
                        "has a hanging transaction: last stable offset %d, high watermark %d"
                                .formatted(end.stable(), end.high()));
            }
        }
        for (var lag : run.evidence().offsets().lags()) {
            if (lag.records() > 0) {
                findings.violation(
                        "%s/%d".formatted(lag.topic(), lag.partition()),
                        "has %2$d records that group %1$s has not read".formatted(lag.group(), lag.records()));
            }
        }
        var highest = new HashMap<String, Long>();
        for (var committed : run.evidence().offsets().committed()) {
            var subject = "%s %s/%d".formatted(committed.group(), committed.topic(), committed.partition());
            var before = highest.merge(subject, committed.offset(), Math::max);
            if (committed.offset() < before) {
                findings.violation(
                        subject,
                        "has a committed offset that decreased from %d to %d".formatted(before, committed.offset()));
            }
        }
        return findings.findings();
    }
}
