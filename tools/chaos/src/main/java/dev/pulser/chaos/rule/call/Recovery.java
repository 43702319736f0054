// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.script.Step;

/** The recovery ratio, over the tasks that a passing failure hit and that could be done all the same (R10). */
public final class Recovery implements Check {

    private static final int PERCENT = 95;

    @Override
    public String id() {
        return "C17";
    }

    @Override
    public String rule() {
        return "of the tasks that met a fault that passes, 95 of 100 are completed";
    }

    @Override
    public long minimum() {
        return 100;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        long met = 0;
        long completed = 0;
        for (var story : that.stories().values()) {
            if (couldBeDone(that, story) && metFailure(story)) {
                met++;
                if (story.ending().filter(end -> end.state() == State.COMPLETED).isPresent()) {
                    completed++;
                }
            }
        }
        notes.saw(met);
        notes.remark("%d of %d recovered".formatted(completed, met));
        if (completed * 100 < met * PERCENT) {
            notes.violation("all", "%d of %d tasks that met a failure were completed".formatted(completed, met));
        }
        return notes.findings();
    }

    private static boolean couldBeDone(Case that, Story story) {
        var terms = that.evidence().terms();
        boolean willing =
                story.submissions().stream().allMatch(sent -> sent.script().recoversWithin(terms.maxAttempts()));
        boolean cancelled = that.evidence().sent().cancellations().stream()
                .anyMatch(each -> each.taskId().equals(story.taskId()));
        // Whether such a task was done is for a person to find out: it ends failed by design.
        boolean once =
                story.calls().stream().anyMatch(call -> terms.onceAgents().contains(call.agent()));
        return willing && !cancelled && !once && story.replayOf().isEmpty();
    }

    private static boolean metFailure(Story story) {
        return story.events().stream().anyMatch(event -> event.state() == State.RETRYING)
                || story.calls().stream().anyMatch(call -> call.step() != Step.OK || call.ended() == null);
    }
}
