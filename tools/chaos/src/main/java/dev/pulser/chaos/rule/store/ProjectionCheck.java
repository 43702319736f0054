// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.TaskEventRecord;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Check that the database holds exactly the committed events (R3). */
public final class ProjectionCheck implements Check {

    @Override
    public String id() {
        return "C12";
    }

    @Override
    public String rule() {
        return "The rows match exactly the committed events.";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        for (var task : run.tasks().values()) {
            findings.checked();
            if (task.events().isEmpty()) {
                findings.violation(task.taskId(), "has rows and no event");
            } else if (task.isConsistent()) {
                row(task, findings);
                eventRows(task, findings);
            }
        }
        aborted(run, findings);
        deadLetters(run, findings);
        return findings.findings();
    }

    private static void row(TaskHistory task, Findings.Builder findings) {
        var row = task.row();
        var last = task.events().getLast();
        if (row == null) {
            findings.violation(task.taskId(), "has events and no row");
            return;
        }
        if (!row.company().equals(last.company())) {
            findings.violation(
                    task.taskId(), "belongs to company %s and its row to %s".formatted(last.company(), row.company()));
        }
        if (row.seq() != last.seq() || row.attempt() != last.attempt()) {
            findings.violation(
                    task.taskId(),
                    "has a row with seq %d and attempt %d, and a last event with seq %d and attempt %d"
                            .formatted(row.seq(), row.attempt(), last.seq(), last.attempt()));
        } else if (!last.state().isTerminal() && row.state() != last.state()) {
            findings.violation(task.taskId(), "is %s and its row %s".formatted(last.state(), row.state()));
        }
        if (!Objects.equals(row.agent(), last.agent())) {
            findings.violation(
                    task.taskId(), "is in the lane of %s and its row names %s".formatted(last.agent(), row.agent()));
        }
    }

    private static void eventRows(TaskHistory task, Findings.Builder findings) {
        var expected = task.events().stream().map(ProjectionCheck::row).collect(Collectors.toSet());
        var actual = Set.copyOf(task.eventRows());
        if (!expected.equals(actual) || actual.size() != task.eventRows().size()) {
            findings.violation(
                    task.taskId(),
                    "has %d event rows that differ from its events"
                            .formatted(task.eventRows().size()));
        }
    }

    private static DatabaseRows.EventRow row(TaskEventRecord event) {
        return new DatabaseRows.EventRow(
                event.company(), event.taskId(), event.seq(), event.state(), event.attempt(), event.epoch());
    }

    private static void aborted(SortedEvidence run, Findings.Builder findings) {
        var rows = new HashSet<>(run.evidence().rows().events());
        run.evidence().topics().events().forEach(event -> rows.remove(row(event)));
        for (var event : run.evidence().topics().aborted()) {
            if (rows.contains(row(event))) {
                findings.violation(event.taskId(), "has a row of an aborted event");
            }
        }
    }

    private static void deadLetters(SortedEvidence run, Findings.Builder findings) {
        var expected = run.evidence().topics().deadLetters().stream()
                .map(deadLetter -> new DatabaseRows.DeadLetterRow(
                        deadLetter.company(),
                        deadLetter.position().partition(),
                        deadLetter.position().offset(),
                        deadLetter.taskId(),
                        deadLetter.code()))
                .collect(Collectors.toSet());
        var actual = new HashSet<>(run.evidence().rows().deadLetters());
        findings.checked(expected.size());
        expected.stream()
                .filter(deadLetter -> !actual.contains(deadLetter))
                .forEach(deadLetter -> findings.violation(deadLetter.toString(), "is in the topic and has no row"));
        actual.stream()
                .filter(deadLetter -> !expected.contains(deadLetter))
                .forEach(deadLetter -> findings.violation(deadLetter.toString(), "has a row and is not in the topic"));
    }
}
