// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.verdict;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The guard against runs that pass because nothing happened in them. */
final class Validity {

    private static final int SENT_PERCENT = 95;
    private static final int OK_PERCENT = 60;
    private static final int FAILING_PERCENT = 30;

    /** After a fault everything may take this long to come back. */
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    private static final Set<String> ADAPTERS_HIT = Set.of("kill-adapters", "pause-adapters");

    private final Case that;
    private final List<String> reasons = new ArrayList<>();

    private Validity(Case that) {
        this.that = that;
    }

    /** Why the run proves nothing, in sentences; none when it proves something. */
    static List<String> reasonsAgainst(Case that, List<Verdict.Result> results) {
        var validity = new Validity(that);
        validity.load();
        validity.scripts();
        validity.faults();
        validity.inFlight();
        if (!that.evidence().terms().quiet()) {
            validity.reasons.add("it did not come to rest");
        }
        for (var result : results) {
            if (result.findings().seen() < result.minimum()) {
                validity.reasons.add("%s saw %d things, it needs %d"
                        .formatted(result.check(), result.findings().seen(), result.minimum()));
            }
        }
        return List.copyOf(validity.reasons);
    }

    private void load() {
        var sent = that.evidence().sent();
        long done = (long) sent.submissions().size()
                + sent.looks().size()
                + sent.replays().size()
                + sent.cancellations().size();
        long planned = that.evidence().terms().planned();
        if (done * 100 < planned * SENT_PERCENT) {
            reasons.add("%d of %d operations were sent, it needs %d %%".formatted(done, planned, SENT_PERCENT));
        }
        var undisturbed = sent.submissions().stream()
                .filter(each -> !each.clash() && !disturbed(each))
                .toList();
        long ok = undisturbed.stream().filter(each -> each.phase() == Phase.OK).count();
        if (undisturbed.isEmpty() || ok * 100 < undisturbed.size() * (long) OK_PERCENT) {
            reasons.add("%d of %d submissions outside of faults were accepted, it needs %d %%"
                    .formatted(ok, undisturbed.size(), OK_PERCENT));
        }
    }

    private boolean disturbed(Sent.Submission sent) {
        return that.evidence().faults().windows().stream()
                .anyMatch(window -> window.overlaps(sent.invoked().plus(RECOVERY.negated()), sent.completed()));
    }

    private void scripts() {
        var sent = that.evidence().sent().submissions();
        long failing = sent.stream().filter(each -> each.script().fails()).count();
        if (failing * 100 < sent.size() * (long) FAILING_PERCENT) {
            reasons.add(
                    "%d of %d scripts hold a failure, it needs %d %%".formatted(failing, sent.size(), FAILING_PERCENT));
        }
    }

    private void faults() {
        var windows = that.evidence().faults().windows();
        var happened = windows.stream().map(Faults.Window::kind).collect(Collectors.toCollection(TreeSet::new));
        for (var wanted : new TreeSet<>(that.evidence().terms().faults())) {
            var kinds = List.of(wanted.split("\\+"));
            if (!happened.containsAll(kinds)) {
                reasons.add("%s never happened".formatted(wanted));
            } else if (kinds.size() > 1 && !atOnce(windows, kinds)) {
                reasons.add("%s never happened at once".formatted(wanted));
            }
        }
        windows.stream()
                .filter(window -> !window.bit())
                .forEach(window -> reasons.add("%s had no effect: %s".formatted(window.kind(), window.proof())));
    }

    private static boolean atOnce(List<Faults.Window> windows, List<String> kinds) {
        return windows.stream()
                .filter(window -> window.kind().equals(kinds.getFirst()))
                .anyMatch(window -> windows.stream()
                        .anyMatch(other ->
                                other.kind().equals(kinds.getLast()) && other.overlaps(window.from(), window.until())));
    }

    /** When adapters are killed or paused each of the agents has work in hand: else it was killed in its sleep. */
    private void inFlight() {
        for (var window : that.evidence().faults().windows()) {
            if (ADAPTERS_HIT.contains(window.kind())) {
                var idle = new TreeSet<>(agents());
                idle.removeAll(busyAt(window.from()));
                if (!idle.isEmpty()) {
                    reasons.add("at %s nothing was in flight for %s".formatted(window.kind(), String.join(", ", idle)));
                }
            }
        }
    }

    /** An agent that must not do things twice is met seldom; the others are always. */
    private Set<String> agents() {
        return that.evidence().calls().stream()
                .map(call -> call.agent())
                .filter(agent -> !that.evidence().terms().onceAgents().contains(agent))
                .collect(Collectors.toSet());
    }

    private Set<String> busyAt(Moment moment) {
        var busy = new TreeSet<String>();
        for (var story : that.stories().values()) {
            for (int i = 0; i + 1 < story.events().size(); i++) {
                var event = story.events().get(i);
                if (event.state() == State.RUNNING
                        && event.agent() != null
                        && !event.at().isAfter(moment.wall())
                        && !story.events().get(i + 1).at().isBefore(moment.wall())) {
                    busy.add(event.agent());
                }
            }
        }
        return busy;
    }
}
