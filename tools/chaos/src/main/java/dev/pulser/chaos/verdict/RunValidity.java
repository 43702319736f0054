// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.verdict;

import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.OperationPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Guard against runs that pass because nothing happened in them. */
final class RunValidity {

    private static final int SENT_PERCENT = 95;
    private static final int OK_PERCENT = 60;
    private static final int FAILING_PERCENT = 30;

    /** Allowed time of recovery after a fault. */
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private static final Set<String> ADAPTER_FAULTS = Set.of("kill-adapters", "pause-adapters");

    private final SortedEvidence run;
    private final List<String> reasons = new ArrayList<>();

    private RunValidity(SortedEvidence run) {
        this.run = run;
    }

    /** Returns the reasons for which the run is inconclusive; empty when it is valid. */
    static List<String> reasonsAgainst(SortedEvidence run, List<ChaosVerdict.Result> results) {
        var validity = new RunValidity(run);
        validity.load();
        validity.scripts();
        validity.faults();
        validity.inFlight();
        if (!run.evidence().parameters().settled()) {
            validity.reasons.add("tasks were still in progress at the end");
        }
        for (var result : results) {
            if (result.findings().checked() < result.minimum()) {
                validity.reasons.add("%s checked %d items, required are %d"
                        .formatted(result.check(), result.findings().checked(), result.minimum()));
            }
        }
        return List.copyOf(validity.reasons);
    }

    private void load() {
        var sent = run.evidence().operations();
        long done = (long) sent.submissions().size()
                + sent.reads().size()
                + sent.replays().size()
                + sent.cancellations().size();
        long planned = run.evidence().parameters().planned();
        if (done * 100 < planned * SENT_PERCENT) {
            reasons.add("%d of %d operations were sent, required are %d %%".formatted(done, planned, SENT_PERCENT));
        }
        var undisturbed = sent.submissions().stream()
                .filter(each -> !each.conflict() && !disturbed(each))
                .toList();
        long ok = undisturbed.stream()
                .filter(each -> each.phase() == OperationPhase.OK)
                .count();
        if (undisturbed.isEmpty() || ok * 100 < undisturbed.size() * (long) OK_PERCENT) {
            reasons.add("%d of %d submissions outside of faults were accepted, required are %d %%"
                    .formatted(ok, undisturbed.size(), OK_PERCENT));
        }
    }

    private boolean disturbed(Operations.Submission sent) {
        return run.evidence().faults().windows().stream()
                .anyMatch(window -> window.overlaps(sent.invoked().plus(RECOVERY.negated()), sent.completed()));
    }

    private void scripts() {
        var sent = run.evidence().operations().submissions();
        long failing = sent.stream().filter(each -> each.script().fails()).count();
        if (failing * 100 < sent.size() * (long) FAILING_PERCENT) {
            reasons.add("%d of %d scripts contain a failure, required are %d %%"
                    .formatted(failing, sent.size(), FAILING_PERCENT));
        }
    }

    private void faults() {
        var windows = run.evidence().faults().windows();
        var happened = windows.stream().map(FaultLog.FaultWindow::kind).collect(Collectors.toCollection(TreeSet::new));
        for (var wanted : new TreeSet<>(run.evidence().parameters().faults())) {
            var kinds = List.of(wanted.split("\\+"));
            if (!happened.containsAll(kinds)) {
                reasons.add("%s was not injected".formatted(wanted));
            } else if (kinds.size() > 1 && !atOnce(windows, kinds)) {
                reasons.add("%s was not injected at once".formatted(wanted));
            }
        }
        windows.stream()
                .filter(window -> !window.observed())
                .forEach(window ->
                        reasons.add("%s had no observed effect: %s".formatted(window.kind(), window.effect())));
    }

    private static boolean atOnce(List<FaultLog.FaultWindow> windows, List<String> kinds) {
        return windows.stream()
                .filter(window -> window.kind().equals(kinds.getFirst()))
                .anyMatch(window -> windows.stream()
                        .anyMatch(other ->
                                other.kind().equals(kinds.getLast()) && other.overlaps(window.from(), window.until())));
    }

    /** Requires calls in progress on every agent when adapters are killed or paused. */
    private void inFlight() {
        for (var window : run.evidence().faults().windows()) {
            if (ADAPTER_FAULTS.contains(window.kind())) {
                var idle = new TreeSet<>(agents());
                idle.removeAll(busyAt(window.from()));
                if (!idle.isEmpty()) {
                    reasons.add("%s happened without calls in progress on %s"
                            .formatted(window.kind(), String.join(", ", idle)));
                }
            }
        }
    }

    /** Returns the agents that are used often enough to be always busy. */
    private Set<String> agents() {
        return run.evidence().calls().stream()
                .map(call -> call.agent())
                .filter(agent ->
                        !run.evidence().parameters().nonIdempotentAgents().contains(agent))
                .collect(Collectors.toSet());
    }

    private Set<String> busyAt(Moment moment) {
        var busy = new TreeSet<String>();
        for (var task : run.tasks().values()) {
            for (int i = 0; i + 1 < task.events().size(); i++) {
                var event = task.events().get(i);
                if (event.state() == ModelState.RUNNING
                        && event.agent() != null
                        && !event.at().isAfter(moment.wall())
                        && !task.events().get(i + 1).at().isBefore(moment.wall())) {
                    busy.add(event.agent());
                }
            }
        }
        return busy;
    }
}
