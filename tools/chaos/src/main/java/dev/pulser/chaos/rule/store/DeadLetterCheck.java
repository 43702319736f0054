// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.history.OperationPhase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Check of the dead letters: one for each malformed record, with its bytes, and one for each failed task (R6, R8). */
public final class DeadLetterCheck implements Check {

    private static final String DUPLICATE = "duplicate-id";

    @Override
    public String id() {
        return "C20";
    }

    @Override
    public String rule() {
        return "Every malformed record and every failed task has exactly one dead letter, and there are no others.";
    }

    @Override
    public long minimum() {
        return 10;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        var left = new HashMap<RecordPosition, List<DeadLetterRecord>>();
        for (var deadLetter : run.evidence().topics().deadLetters()) {
            if (deadLetter.taskId() == null && deadLetter.source() != null) {
                left.computeIfAbsent(deadLetter.source(), _ -> new ArrayList<>())
                        .add(deadLetter);
            } else if (deadLetter.taskId() == null) {
                findings.violation(deadLetter.position().toString(), "is a dead letter without task or source");
            }
        }
        for (var injected : run.evidence().faults().poisonedRecords()) {
            findings.checked();
            rejected(injected, Objects.requireNonNullElse(left.remove(injected.position()), List.of()), findings);
        }
        left.forEach((place, deadLetters) -> findings.violation(
                place.toString(),
                "was rejected as %s and is well-formed"
                        .formatted(deadLetters.getFirst().code())));
        run.tasks().values().forEach(task -> failed(run, task, findings));
        run.evidence().topics().deadLetters().stream()
                .flatMap(deadLetter -> Stream.ofNullable(deadLetter.taskId()))
                .filter(id -> !run.tasks().containsKey(id))
                .distinct()
                .forEach(id -> findings.violation(id, "has a dead letter and is not a task"));
        return findings.findings();
    }

    private static void rejected(
            FaultLog.PoisonedRecord injected, List<DeadLetterRecord> deadLetters, Findings.Builder findings) {
        var subject = injected.position().toString();
        if (deadLetters.size() != 1) {
            findings.violation(subject, "is a malformed record with %d dead letters".formatted(deadLetters.size()));
            return;
        }
        var deadLetter = deadLetters.getFirst();
        if (!injected.codes().contains(deadLetter.code())) {
            findings.violation(
                    subject, "was rejected as %s instead of %s".formatted(deadLetter.code(), injected.codes()));
        }
        if (!Objects.equals(deadLetter.originalHash(), injected.hash())) {
            findings.violation(subject, "has a dead letter without its bytes");
        }
    }

    private static void failed(SortedEvidence run, TaskHistory task, Findings.Builder findings) {
        var ends = task.endings();
        if (ends.size() > 1 || (ends.isEmpty() && !task.isNumbered())) {
            return;
        }
        boolean failed = !ends.isEmpty() && ends.getFirst().state() == ModelState.FAILED;
        int expected = failed ? 1 : 0;
        if (failed) {
            findings.checked();
        }
        var deadLetters = lettersOf(run, task);
        if (deadLetters.size() != expected) {
            findings.violation(
                    task.taskId(),
                    "%s and has %d dead letters".formatted(failed ? "failed" : "did not fail", deadLetters.size()));
        } else if (failed
                && !deadLetters.getFirst().code().equals(ends.getFirst().code())) {
            findings.violation(
                    task.taskId(),
                    "failed as %s and has a dead letter with %s"
                            .formatted(
                                    ends.getFirst().code(),
                                    deadLetters.getFirst().code()));
        }
    }

    /** Returns the dead letters of a task, without those of other tasks with its key that REST may have passed on. */
    private static List<DeadLetterRecord> lettersOf(SortedEvidence run, TaskHistory task) {
        var own = new ArrayList<>(task.deadLetters());
        if (own.stream().noneMatch(deadLetter -> deadLetter.code().equals(DUPLICATE))) {
            return own;
        }
        var keys = task.submissions().stream()
                .flatMap(sent -> Stream.ofNullable(sent.key()))
                .collect(Collectors.toSet());
        long conflicts = run.evidence().operations().submissions().stream()
                .filter(sent -> sent.conflict() && sent.key() != null && keys.contains(sent.key()))
                .filter(sent -> sent.phase() != OperationPhase.FAIL)
                .count();
        for (; conflicts > 0; conflicts--) {
            own.stream()
                    .filter(deadLetter -> deadLetter.code().equals(DUPLICATE))
                    .findFirst()
                    .ifPresent(own::remove);
        }
        return own;
    }
}
