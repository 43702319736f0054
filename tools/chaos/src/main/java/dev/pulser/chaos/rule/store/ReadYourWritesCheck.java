// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.OperationPhase;
import java.time.Duration;
import java.util.HashMap;

/** Check that an accepted task can be read (R4). */
public final class ReadYourWritesCheck implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public String id() {
        return "C14";
    }

    @Override
    public String rule() {
        return "An accepted task can be read after at most 5 s.";
    }

    @Override
    public long minimum() {
        return 100;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        var accepted = new HashMap<String, Moment>();
        for (var sent : run.evidence().operations().submissions()) {
            if (sent.phase() == OperationPhase.OK && sent.taskId() != null) {
                accepted.merge(sent.taskId(), sent.completed(), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        for (var read : run.evidence().operations().reads()) {
            var known = accepted.get(read.taskId());
            if (known == null) {
                continue;
            }
            findings.checked();
            if (read.status() == 404 && read.invoked().since(known).compareTo(LIMIT) > 0) {
                findings.violation(
                        read.taskId(),
                        "is not found by client %d, %d ms after it was accepted"
                                .formatted(
                                        read.client(),
                                        read.invoked().since(known).toMillis()));
            }
        }
        return findings.findings();
    }
}
