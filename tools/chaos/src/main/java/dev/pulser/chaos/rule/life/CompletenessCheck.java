// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.history.OperationPhase;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Check that accepted tasks end, rejected ones do not exist, and all existing ones were submitted (R1, R2). */
public final class CompletenessCheck implements Check {

    @Override
    public String id() {
        return "C1";
    }

    @Override
    public String rule() {
        return "Every accepted task ends, and no other task exists.";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        run.evidence().operations().submissions().stream()
                .filter(sent -> sent.phase() == OperationPhase.OK && !sent.conflict())
                .forEach(sent -> lost(run, sent, findings));
        run.evidence().operations().replays().stream()
                .filter(replay -> replay.phase() == OperationPhase.OK)
                .forEach(replay -> lost(run, replay, findings));
        run.tasks().values().stream()
                .filter(task -> !task.events().isEmpty())
                .forEach(task -> unexpected(run, task, findings));
        run.byNonce().forEach((nonce, ids) -> twice(run, nonce, ids, findings));
        return findings.findings();
    }

    private static void lost(SortedEvidence run, Operations.Submission sent, Findings.Builder findings) {
        findings.checked();
        var ids = sent.taskId() != null && sent.key() == null
                ? Set.of(sent.taskId())
                : run.byNonce().getOrDefault(sent.nonce(), Set.of());
        if (ids.stream().noneMatch(id -> hasEnded(run, id))) {
            var subject = Objects.requireNonNullElse(sent.taskId(), "nonce " + sent.nonce());
            findings.violation(subject, "was accepted by %s and has not ended".formatted(sent.channel()));
        }
    }

    private static void lost(SortedEvidence run, Operations.Replay replay, Findings.Builder findings) {
        findings.checked();
        var id = replay.taskId();
        if (id != null && !hasEnded(run, id)) {
            findings.violation(id, "was accepted as the replay of %s and has not ended".formatted(replay.failed()));
        }
    }

    private static boolean hasEnded(SortedEvidence run, String id) {
        var task = run.tasks().get(id);
        return task != null && task.ending().isPresent();
    }

    private static void unexpected(SortedEvidence run, TaskHistory task, Findings.Builder findings) {
        var replayed = task.replayOf();
        if (replayed.isPresent()) {
            if (run.evidence().operations().replays().stream()
                    .noneMatch(replay -> replay.failed().equals(replayed.get()))) {
                findings.violation(task.taskId(), "replays %s, which was not requested".formatted(replayed.get()));
            }
            return;
        }
        if (task.submissions().isEmpty()) {
            findings.violation(task.taskId(), "exists and was not submitted");
            return;
        }
        if (task.submissions().stream().allMatch(sent -> sent.phase() == OperationPhase.FAIL)) {
            findings.violation(task.taskId(), "was rejected and exists");
        }
        for (var event : task.events()) {
            if (task.submissions().stream().noneMatch(sent -> sent.company().equals(event.company()))) {
                findings.violation(task.taskId(), "has event %d of another company".formatted(event.seq()));
            }
        }
    }

    private static void twice(SortedEvidence run, String nonce, Set<String> ids, Findings.Builder findings) {
        if (ids.size() > 1 && !hasKey(run, ids)) {
            findings.violation("nonce " + nonce, "was submitted once and belongs to the tasks %s".formatted(ids));
        }
    }

    private static boolean hasKey(SortedEvidence run, Set<String> ids) {
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(run.tasks().get(id)))
                .flatMap(task -> task.submissions().stream())
                .anyMatch(sent -> sent.key() != null);
    }
}
