// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.TaskEventRecord;

/** Check of the terminal state of each task in the topic, in the database and by REST (R3). */
public final class TerminalStateCheck implements Check {

    @Override
    public String id() {
        return "C2";
    }

    @Override
    public String rule() {
        return "A task ends once, and topic, database and REST agree.";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        run.tasks().values().forEach(task -> check(task, findings));
        return findings.findings();
    }

    private static void check(TaskHistory task, Findings.Builder findings) {
        var endings = task.endings();
        if (endings.isEmpty()) {
            return;
        }
        findings.checked();
        if (endings.size() > 1) {
            findings.violation(
                    task.taskId(),
                    "ends %d times: %s"
                            .formatted(
                                    endings.size(),
                                    endings.stream()
                                            .map(TaskEventRecord::position)
                                            .toList()));
            return;
        }
        var end = endings.getFirst();
        var row = task.row();
        if (row != null && row.state() != end.state()) {
            findings.violation(
                    task.taskId(), "is %s in the topic and %s in the database".formatted(end.state(), row.state()));
        }
        if (row != null && !JsonResults.same(row.result(), end.result())) {
            findings.violation(task.taskId(), "has another result in the database than in the topic");
        }
        compare(task, end, findings);
    }

    private static void compare(TaskHistory task, TaskEventRecord end, Findings.Builder findings) {
        var view = task.view();
        if (view == null) {
            return; // task of a company that does not use REST
        }
        if (view.status() != 200) {
            findings.violation(task.taskId(), "has ended, and REST responds with %d".formatted(view.status()));
        } else if (view.state() != end.state()) {
            findings.violation(task.taskId(), "is %s in the topic and %s by REST".formatted(end.state(), view.state()));
        } else if (!JsonResults.same(view.result(), end.result())) {
            findings.violation(task.taskId(), "has another result by REST than in the topic");
        }
    }
}
