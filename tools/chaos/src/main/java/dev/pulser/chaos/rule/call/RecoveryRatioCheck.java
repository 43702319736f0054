// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.script.ScriptStep;

/** Check of the share of tasks that complete after a transient failure (R10). */
public final class RecoveryRatioCheck implements Check {

    private static final int PERCENT = 95;

    @Override
    public String id() {
        return "C17";
    }

    @Override
    public String rule() {
        return "At least 95 % of the tasks with transient failures complete.";
    }

    @Override
    public long minimum() {
        return 100;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        long met = 0;
        long completed = 0;
        for (var task : run.tasks().values()) {
            if (isRecoverable(run, task) && hasFailure(task)) {
                met++;
                if (task.ending()
                        .filter(end -> end.state() == ModelState.COMPLETED)
                        .isPresent()) {
                    completed++;
                }
            }
        }
        findings.checked(met);
        findings.remark("%d of %d recovered".formatted(completed, met));
        if (completed * 100 < met * PERCENT) {
            findings.violation("all", "has %d of %d tasks completed after a failure".formatted(completed, met));
        }
        return findings.findings();
    }

    private static boolean isRecoverable(SortedEvidence run, TaskHistory task) {
        var parameters = run.evidence().parameters();
        boolean willing =
                task.submissions().stream().allMatch(sent -> sent.script().recoversWithin(parameters.maxAttempts()));
        boolean cancelled = run.evidence().operations().cancellations().stream()
                .anyMatch(each -> each.taskId().equals(task.taskId()));
        // Such a task ends failed by design, for an operator to decide.
        boolean once = task.calls().stream()
                .anyMatch(call -> parameters.nonIdempotentAgents().contains(call.agent()));
        return willing && !cancelled && !once && task.replayOf().isEmpty();
    }

    private static boolean hasFailure(TaskHistory task) {
        return task.events().stream().anyMatch(event -> event.state() == ModelState.RETRYING)
                || task.calls().stream().anyMatch(call -> call.step() != ScriptStep.OK || call.ended() == null);
    }
}
