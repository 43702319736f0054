// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import java.util.HashMap;

/** Every partition flows to its end (R8). */
public final class FlowingPartitions implements Check {

    @Override
    public String id() {
        return "C13";
    }

    @Override
    public String rule() {
        return "no transaction hangs, no group goes back, no partition stands still";
    }

    @Override
    public long minimum() {
        return 8;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        for (var end : that.evidence().offsets().ends()) {
            notes.saw();
            if (end.stable() < end.high()) {
                notes.violation(
                        "%s/%d".formatted(end.topic(), end.partition()),
                        "a transaction hangs: stable up to %d of %d".formatted(end.stable(), end.high()));
            }
        }
        for (var lag : that.evidence().offsets().lags()) {
            if (lag.records() > 0) {
                notes.violation(
                        "%s/%d".formatted(lag.topic(), lag.partition()),
                        "group %s has not read %d records".formatted(lag.group(), lag.records()));
            }
        }
        var highest = new HashMap<String, Long>();
        for (var committed : that.evidence().offsets().committed()) {
            var subject = "%s %s/%d".formatted(committed.group(), committed.topic(), committed.partition());
            var before = highest.merge(subject, committed.offset(), Math::max);
            if (committed.offset() < before) {
                notes.violation(subject, "went back from %d to %d".formatted(before, committed.offset()));
            }
        }
        return notes.findings();
    }
}
