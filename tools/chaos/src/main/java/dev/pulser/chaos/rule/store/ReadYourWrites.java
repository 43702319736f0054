// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.Phase;
import java.time.Duration;
import java.util.HashMap;

/** Who was told 202 finds the task (R4). */
public final class ReadYourWrites implements Check {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public String id() {
        return "C14";
    }

    @Override
    public String rule() {
        return "a task that was accepted is never unknown for longer than 5 s";
    }

    @Override
    public long minimum() {
        return 100;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        var accepted = new HashMap<String, Moment>();
        for (var sent : that.evidence().sent().submissions()) {
            if (sent.phase() == Phase.OK && sent.taskId() != null) {
                accepted.merge(sent.taskId(), sent.completed(), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        for (var look : that.evidence().sent().looks()) {
            var known = accepted.get(look.taskId());
            if (known == null) {
                continue;
            }
            notes.saw();
            if (look.status() == 404 && look.invoked().since(known).compareTo(PATIENCE) > 0) {
                notes.violation(
                        look.taskId(),
                        "is unknown to client %d, %d ms after it was accepted"
                                .formatted(
                                        look.client(),
                                        look.invoked().since(known).toMillis()));
            }
        }
        return notes.findings();
    }
}
