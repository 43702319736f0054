// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.journal.AgentCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Check of idempotency by REST and Kafka (R15). */
public final class IdempotencyCheck implements Check {

    @Override
    public String id() {
        return "C8";
    }

    @Override
    public String rule() {
        return "Submissions with one key are one task, executed once; a different task with that key is rejected.";
    }

    @Override
    public long minimum() {
        return 20;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        var byKey = new TreeMap<String, List<Operations.Submission>>();
        for (var sent : run.evidence().operations().submissions()) {
            if (sent.key() != null) {
                byKey.computeIfAbsent(sent.company() + "/" + sent.type() + "/" + sent.key(), _ -> new ArrayList<>())
                        .add(sent);
            }
        }
        byKey.forEach((key, all) -> {
            if (all.size() > 1) {
                findings.checked();
                check(run, key, all, findings);
            }
        });
        return findings.findings();
    }

    private static void check(
            SortedEvidence run, String key, List<Operations.Submission> all, Findings.Builder findings) {
        var ids = new TreeSet<String>();
        var tasks = new TreeSet<String>();
        for (var sent : all) {
            if (sent.conflict()) {
                if (sent.phase() == OperationPhase.OK) {
                    findings.violation(key, "was accepted for another task");
                }
                continue;
            }
            if (sent.isRejected()) {
                findings.violation(key, "was rejected for the same task with status %d".formatted(sent.status()));
            }
            if (sent.phase() == OperationPhase.OK && sent.taskId() != null) {
                ids.add(sent.taskId());
            }
            tasks.addAll(run.byNonce().getOrDefault(sent.nonce(), Set.of()));
        }
        ids.addAll(tasks);
        if (ids.size() > 1) {
            findings.violation(key, "belongs to the tasks %s".formatted(ids));
        }
        tasks.forEach(id -> once(run, key, Objects.requireNonNull(run.tasks().get(id)), findings));
    }

    private static void once(SortedEvidence run, String key, TaskHistory task, Findings.Builder findings) {
        long done = task.calls().stream()
                .filter(call -> call.reply().isPresent() && !timedOut(task, call))
                .count();
        if (done > 1 + run.crashesDuring(task)) {
            findings.violation(key, "was executed %d times".formatted(done));
        }
    }

    /** Returns true when the attempt had timed out, so that the work may be repeated. */
    private static boolean timedOut(TaskHistory task, AgentCall call) {
        return task.events().stream()
                .anyMatch(event -> event.attempt() == call.attempt() && Objects.equals(event.code(), "timeout"));
    }
}
