// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.journal.Call;
import dev.pulser.chaos.script.Step;
import java.time.Duration;
import java.util.Set;

/** The pauses between attempts (R6). */
public final class KeptPauses implements Check {

    /** Events and pauses are counted in whole milliseconds. */
    private static final Duration CLOCK = Duration.ofMillis(2);

    /** Later than planned by this much is kept, where nothing is overloaded. */
    private static final Duration LATENESS = Duration.ofSeconds(5);

    /** Codes of attempts that were put off, because something has to be waited for: the agent was not asked. */
    private static final Set<String> PUT_OFF = Set.of(
            "breaker-open",
            "bulkhead-full",
            "retry-budget",
            "tool-limit-reached",
            "TOOL_DEFINITION_CHANGED",
            "TOOL_NOT_APPROVED");

    private static final Duration LONGEST_PUT_OFF = Duration.ofSeconds(30);

    /** What everything may take to come back after a fault. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "C7";
    }

    @Override
    public String rule() {
        return "an attempt comes no earlier and not much later than planned";
    }

    @Override
    public long minimum() {
        return 100;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        for (var story : that.stories().values()) {
            for (int i = 1; i < story.calls().size(); i++) {
                var before = story.calls().get(i - 1);
                var after = story.calls().get(i);
                if (after.attempt() == before.attempt() + 1) {
                    notes.saw();
                    notTooEarly(that, story, before, after, notes);
                }
            }
            for (int i = 1; i < story.events().size(); i++) {
                var before = story.events().get(i - 1);
                var after = story.events().get(i);
                if (before.state() == State.RETRYING && after.state() == State.QUEUED) {
                    notes.saw();
                    notTooLate(that, story, before, after, notes);
                }
            }
        }
        return notes.findings();
    }

    /** By the agents' own monotonic time: from where they failed to where they were called again. */
    private static void notTooEarly(Case that, Story story, Call before, Call after, Findings.Notes notes) {
        // Of a call that hung nobody but the caller knows when it was given up.
        var failed = before.step() == Step.HANG
                        || before.ended() == null
                        || before.reply().isPresent()
                ? before.began()
                : before.ended();
        var gap = after.began().since(failed);
        var least = longer(planned(that, before.attempt()), before.retryAfter());
        if (gap.plus(CLOCK).compareTo(least) < 0) {
            notes.violation(
                    story.taskId(),
                    "attempt %d comes %d ms after the one before, %d ms are planned"
                            .formatted(after.attempt(), gap.toMillis(), least.toMillis()));
        }
    }

    /** By the lane's time: from where it heard of the failure to where the task is in line again. */
    private static void notTooLate(Case that, Story story, TaskEvent failed, TaskEvent again, Findings.Notes notes) {
        var planned = failed.code() != null && PUT_OFF.contains(failed.code())
                ? LONGEST_PUT_OFF
                : planned(that, failed.attempt());
        var asked = story.calls().stream()
                .filter(call -> call.attempt() == failed.attempt())
                .map(Call::retryAfter)
                .reduce(Duration.ZERO, KeptPauses::longer);
        var most = longer(planned.plus(planned.dividedBy(5)), asked).plus(LATENESS);
        for (var fault :
                that.faultsBetween(that.moment(failed.at()).plus(RECOVERY.negated()), that.moment(again.at()))) {
            most = most.plus(fault.length()).plus(RECOVERY);
        }
        var gap = Duration.between(failed.at(), again.at());
        if (gap.compareTo(most) > 0) {
            notes.violation(
                    story.taskId(),
                    "is in line again %d ms after attempt %d, at most %d ms are planned"
                            .formatted(gap.toMillis(), failed.attempt(), most.toMillis()));
        }
    }

    private static Duration planned(Case that, int attempt) {
        var delays = that.evidence().terms().delays();
        return delays.get(Math.clamp(attempt - 1L, 0, delays.size() - 1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
