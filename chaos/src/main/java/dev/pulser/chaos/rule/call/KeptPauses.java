// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.journal.Call;
import dev.pulser.chaos.script.Step;
import java.time.Duration;

/** The pauses between attempts, by the monotonic time of the agents (R6). */
public final class KeptPauses implements Check {

    /** Events and pauses are counted in whole milliseconds. */
    private static final Duration CLOCK = Duration.ofMillis(2);

    /** Later than planned by this much is kept, where nothing is overloaded. */
    private static final Duration LATENESS = Duration.ofSeconds(5);

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
                    look(that, story, before, after, notes);
                }
            }
        }
        return notes.findings();
    }

    private static void look(Case that, Story story, Call before, Call after, Findings.Notes notes) {
        // Of a call that hung nobody but the caller knows when it was given up.
        var failed = before.step() == Step.HANG || before.ended() == null ? before.began() : before.ended();
        var gap = after.began().since(failed);
        var delays = that.evidence().terms().delays();
        var planned = delays.get(Math.clamp(before.attempt() - 1L, 0, delays.size() - 1));
        var least = longer(planned, before.retryAfter());
        if (gap.plus(CLOCK).compareTo(least) < 0) {
            notes.violation(
                    story.taskId(),
                    "attempt %d comes %d ms after the one before, %d ms are planned"
                            .formatted(after.attempt(), gap.toMillis(), least.toMillis()));
        }
        var most = most(that, story, before, after, planned);
        if (gap.compareTo(most) > 0) {
            notes.violation(
                    story.taskId(),
                    "attempt %d comes %d ms after the one before, at most %d ms are planned"
                            .formatted(after.attempt(), gap.toMillis(), most.toMillis()));
        }
    }

    private static Duration most(Case that, Story story, Call before, Call after, Duration planned) {
        var terms = that.evidence().terms();
        var most = longer(planned.plus(planned.dividedBy(5)), before.retryAfter())
                .plus(LATENESS)
                .plus(waited(story, after.attempt()));
        if (before.leftOpen()) {
            most = most.plus(terms.attemptLimit()).plus(terms.lease()).plus(LATENESS);
        }
        for (var fault : that.faultsBetween(before.began().plus(RECOVERY.negated()), after.began())) {
            most = most.plus(fault.length()).plus(RECOVERY);
        }
        return most;
    }

    /** How long it stood in line before this attempt: that is no pause. */
    private static Duration waited(Story story, int attempt) {
        for (int i = 1; i < story.events().size(); i++) {
            var event = story.events().get(i);
            if (event.state() == State.RUNNING && event.attempt() == attempt) {
                return Duration.between(story.events().get(i - 1).at(), event.at());
            }
        }
        return Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
