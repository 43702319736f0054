// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.TaskEventRecord;
import java.util.HashSet;

/** Check of the number of calls: each belongs to an attempt, or to a crash that hid it (R5, R7). */
public final class CallCountCheck implements Check {

    @Override
    public String id() {
        return "C6";
    }

    @Override
    public String rule() {
        return "No more calls than attempts and crashes, one key, increasing epochs, and no repetition for agents that are not idempotent.";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        var known = new HashSet<String>();
        for (var task : run.tasks().values()) {
            task.calls().forEach(call -> known.add(call.id()));
            if (task.isNumbered()) {
                findings.checked(task.calls().size());
                check(run, task, findings);
            }
        }
        run.evidence().calls().stream()
                .filter(call -> !known.contains(call.id()))
                .forEach(call -> findings.violation(call.key(), "has a call and is not a task"));
        return findings.findings();
    }

    private static void check(SortedEvidence run, TaskHistory task, Findings.Builder findings) {
        var runs = task.runs();
        long allowed = runs.size() + run.crashesDuring(task);
        if (task.calls().size() > allowed) {
            findings.violation(
                    task.taskId(),
                    "%d calls for %d attempts and %d crashes"
                            .formatted(task.calls().size(), runs.size(), allowed - runs.size()));
        }
        // A dispatch that no adapter started is repeated and does not count as an attempt.
        int attempts = runs.stream().mapToInt(TaskEventRecord::attempt).max().orElse(0);
        if (attempts > run.evidence().parameters().maxAttempts()) {
            findings.violation(
                    task.taskId(),
                    "has %d attempts, %d are allowed"
                            .formatted(attempts, run.evidence().parameters().maxAttempts()));
        }
        for (var call : task.calls()) {
            if (!call.key().equals(task.taskId() + "/0")) {
                findings.violation(task.taskId(), "has a call with the key %s".formatted(call.key()));
            }
        }
        rising(task, findings);
        if (task.calls().stream()
                .anyMatch(call ->
                        run.evidence().parameters().nonIdempotentAgents().contains(call.agent()))) {
            once(task, findings);
        }
    }

    private static void rising(TaskHistory task, Findings.Builder findings) {
        int epoch = 0;
        for (var run : task.runs()) {
            if (run.epoch() <= epoch) {
                findings.violation(task.taskId(), "was dispatched in epoch %d after %d".formatted(run.epoch(), epoch));
            }
            epoch = run.epoch();
        }
        int called = 0;
        int attempt = 0;
        for (var call : task.calls()) {
            if ((call.epoch() > 0 && call.epoch() < called) || call.attempt() < attempt) {
                findings.violation(
                        task.taskId(),
                        "has a call of attempt %d in epoch %d after attempt %d in epoch %d"
                                .formatted(call.attempt(), call.epoch(), attempt, called));
            }
            called = Math.max(called, call.epoch());
            attempt = Math.max(attempt, call.attempt());
        }
    }

    /** Checks that an agent that is not idempotent is not called again when the outcome of a call is unknown. */
    private static void once(TaskHistory task, Findings.Builder findings) {
        for (int i = 1; i < task.calls().size(); i++) {
            var before = task.calls().get(i - 1);
            if (before.isAmbiguous() || before.reply().isPresent()) {
                findings.violation(
                        task.taskId(),
                        "called %s again after attempt %d (%s), though the agent is not idempotent"
                                .formatted(before.agent(), before.attempt(), before.step()));
            }
        }
    }
}
