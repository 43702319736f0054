// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Check of state transitions, in the topic and as seen by clients (R4, R17). */
public final class StateTransitionCheck implements Check {

    @Override
    public String id() {
        return "C4";
    }

    @Override
    public String rule() {
        return "Every transition is legal, nothing follows a terminal state, and no client reads an earlier state after a later one.";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        for (var task : run.tasks().values()) {
            if (task.isNumbered()) {
                findings.checked(task.events().size());
                steps(task, findings);
            }
        }
        var reads = run.evidence().operations().reads().stream()
                .filter(read -> read.status() == 200)
                .collect(Collectors.groupingBy(read -> read.client() + " " + read.taskId()));
        reads.values().forEach(ofOneClient -> watch(run, ofOneClient, findings));
        return findings.findings();
    }

    private static void steps(TaskHistory task, Findings.Builder findings) {
        var state = ModelState.ACCEPTED;
        for (var event : task.events()) {
            boolean anotherEnd = state.isTerminal() && event.state().isTerminal(); // reported by another check
            if (!anotherEnd && !state.mayBecome(event.state())) {
                findings.violation(task.taskId(), "changes from %s to %s".formatted(state, event.state()));
            }
            state = event.state();
        }
    }

    private static void watch(SortedEvidence run, List<Operations.TaskRead> reads, Findings.Builder findings) {
        var task = run.tasks().get(reads.getFirst().taskId());
        if (task == null || !task.isConsistent()) {
            return;
        }
        findings.checked(reads.size());
        int at = -1; // before its first event a task is shown as queued
        for (var read : reads.stream()
                .sorted(Comparator.comparingLong(each -> each.invoked().nanos()))
                .toList()) {
            int seen = find(task, at, read);
            if (seen == task.events().size()) {
                findings.violation(
                        task.taskId(),
                        "is read by client %d as %s in attempt %d after a later state"
                                .formatted(read.client(), read.state(), read.attempts()));
                return;
            }
            at = seen;
        }
    }

    /** Returns the index of the first event from {@code from} on that matches a read; the number of events when none does. */
    private static int find(TaskHistory task, int from, Operations.TaskRead read) {
        if (from < 0 && read.state() == ModelState.QUEUED && read.attempts() == 0) {
            return -1;
        }
        int most = 0;
        for (int index = 0; index < task.events().size(); index++) {
            var event = task.events().get(index);
            most = Math.max(most, event.attempt());
            // REST counts dispatched attempts; an event does not count one that no adapter started.
            boolean counted = event.attempt() == read.attempts() || most == read.attempts();
            if (index >= from && event.state() == read.state() && counted) {
                return index;
            }
        }
        return task.events().size();
    }
}
