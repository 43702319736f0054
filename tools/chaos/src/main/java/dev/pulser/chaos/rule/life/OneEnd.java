// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.TaskEvent;

/** One end for each task, the same in the topic, in the database and over REST (R3). */
public final class OneEnd implements Check {

    @Override
    public String id() {
        return "C2";
    }

    @Override
    public String rule() {
        return "a task ends once, and topic, database and REST agree how";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        that.stories().values().forEach(story -> look(story, notes));
        return notes.findings();
    }

    private static void look(Story story, Findings.Notes notes) {
        var endings = story.endings();
        if (endings.isEmpty()) {
            return;
        }
        notes.saw();
        if (endings.size() > 1) {
            notes.violation(
                    story.taskId(),
                    "ends %d times: %s"
                            .formatted(
                                    endings.size(),
                                    endings.stream().map(TaskEvent::place).toList()));
            return;
        }
        var end = endings.getFirst();
        var row = story.row();
        if (row != null && row.state() != end.state()) {
            notes.violation(
                    story.taskId(), "is %s in the topic and %s in the database".formatted(end.state(), row.state()));
        }
        if (row != null && !ResultText.same(row.result(), end.result())) {
            notes.violation(story.taskId(), "has another result in the database than in the topic");
        }
        compare(story, end, notes);
    }

    private static void compare(Story story, TaskEvent end, Findings.Notes notes) {
        var view = story.view();
        if (view == null) {
            return; // not of the company that REST speaks for
        }
        if (view.status() != 200) {
            notes.violation(story.taskId(), "has ended, and REST answers %d".formatted(view.status()));
        } else if (view.state() != end.state()) {
            notes.violation(story.taskId(), "is %s in the topic and %s over REST".formatted(end.state(), view.state()));
        } else if (!ResultText.same(view.result(), end.result())) {
            notes.violation(story.taskId(), "has another result over REST than in the topic");
        }
    }
}
