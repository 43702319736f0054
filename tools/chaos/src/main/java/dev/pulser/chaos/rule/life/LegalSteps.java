// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The table of states, in the topic and as clients saw it (R4, R17). */
public final class LegalSteps implements Check {

    @Override
    public String id() {
        return "C4";
    }

    @Override
    public String rule() {
        return "every step is allowed, nothing follows an end, and no client sees a task go back";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        for (var story : that.stories().values()) {
            if (story.isNumbered()) {
                notes.saw(story.events().size());
                steps(story, notes);
            }
        }
        var looks = that.evidence().sent().looks().stream()
                .filter(look -> look.status() == 200)
                .collect(Collectors.groupingBy(look -> look.client() + " " + look.taskId()));
        looks.values().forEach(ofOneClient -> watch(that, ofOneClient, notes));
        return notes.findings();
    }

    private static void steps(Story story, Findings.Notes notes) {
        var state = State.ACCEPTED;
        for (var event : story.events()) {
            boolean anotherEnd = state.isEnd() && event.state().isEnd(); // has a rule of its own
            if (!anotherEnd && !state.mayBecome(event.state())) {
                notes.violation(story.taskId(), "goes from %s to %s".formatted(state, event.state()));
            }
            state = event.state();
        }
    }

    private static void watch(Case that, List<Sent.Look> looks, Findings.Notes notes) {
        var story = that.stories().get(looks.getFirst().taskId());
        if (story == null || !story.isSound()) {
            return;
        }
        notes.saw(looks.size());
        int at = -1; // accepted: before its first event a task is shown as queued
        for (var look : looks.stream()
                .sorted(Comparator.comparingLong(each -> each.invoked().nanos()))
                .toList()) {
            int seen = find(story, at, look);
            if (seen == story.events().size()) {
                notes.violation(
                        story.taskId(),
                        "client %d sees it %s in attempt %d after it had been further"
                                .formatted(look.client(), look.state(), look.attempts()));
                return;
            }
            at = seen;
        }
    }

    /** The first event from {@code from} on that shows what was seen; the number of events where there is none. */
    private static int find(Story story, int from, Sent.Look look) {
        if (from < 0 && look.state() == State.QUEUED && look.attempts() == 0) {
            return -1;
        }
        int most = 0;
        for (int index = 0; index < story.events().size(); index++) {
            var event = story.events().get(index);
            most = Math.max(most, event.attempt());
            // REST counts attempts that were handed out; an event forgets one that was never begun.
            boolean counted = event.attempt() == look.attempts() || most == look.attempts();
            if (index >= from && event.state() == look.state() && counted) {
                return index;
            }
        }
        return story.events().size();
    }
}
