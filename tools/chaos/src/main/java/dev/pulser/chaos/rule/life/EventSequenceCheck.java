// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.evidence.RecordPosition;
import java.util.HashMap;

/** Check of the sequence of events of each task: no gap, no repetition, one partition, the same in every read (R4). */
public final class EventSequenceCheck implements Check {

    @Override
    public String id() {
        return "C3";
    }

    @Override
    public String rule() {
        return "Events are numbered 0, 1, 2, … and two reads agree.";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        for (var task : run.tasks().values()) {
            findings.checked(task.events().size());
            if (!task.isNumbered()) {
                findings.violation(
                        task.taskId(),
                        "has events numbered %s"
                                .formatted(task.events().stream()
                                        .map(event -> event.seq() + " at " + event.position())
                                        .toList()));
            }
        }
        compareReads(run, findings);
        return findings.findings();
    }

    private static void compareReads(SortedEvidence run, Findings.Builder findings) {
        var first = new HashMap<RecordPosition, String>();
        var topics = run.evidence().topics();
        topics.events().forEach(event -> first.put(event.position(), event.digest()));
        topics.deadLetters().forEach(deadLetter -> first.put(deadLetter.position(), deadLetter.digest()));
        first.forEach((place, digest) -> {
            if (!digest.equals(topics.secondDigest().get(place))) {
                findings.violation(place.toString(), "differs in the second read");
            }
        });
        topics.secondDigest().keySet().stream()
                .filter(place -> !first.containsKey(place))
                .forEach(place -> findings.violation(place.toString(), "was missing in the first read"));
    }
}
