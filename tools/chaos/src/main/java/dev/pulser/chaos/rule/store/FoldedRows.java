// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.TaskEvent;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The database is what the committed events say, neither more nor less (R3). */
public final class FoldedRows implements Check {

    @Override
    public String id() {
        return "C12";
    }

    @Override
    public String rule() {
        return "the rows are the fold of the committed events, and of nothing else";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        for (var story : that.stories().values()) {
            notes.saw();
            if (story.events().isEmpty()) {
                notes.violation(story.taskId(), "has rows and no event");
            } else if (story.isSound()) {
                row(story, notes);
                eventRows(story, notes);
            }
        }
        aborted(that, notes);
        letters(that, notes);
        return notes.findings();
    }

    private static void row(Story story, Findings.Notes notes) {
        var row = story.row();
        var last = story.events().getLast();
        if (row == null) {
            notes.violation(story.taskId(), "has events and no row");
            return;
        }
        if (!row.company().equals(last.company())) {
            notes.violation(story.taskId(), "is %s's, and its row is %s's".formatted(last.company(), row.company()));
        }
        if (row.seq() != last.seq() || row.attempt() != last.attempt()) {
            notes.violation(
                    story.taskId(),
                    "its row is at step %d of attempt %d, its last event at %d of %d"
                            .formatted(row.seq(), row.attempt(), last.seq(), last.attempt()));
        } else if (!last.state().isEnd() && row.state() != last.state()) {
            notes.violation(story.taskId(), "is %s, and its row says %s".formatted(last.state(), row.state()));
        }
        if (!Objects.equals(row.agent(), last.agent())) {
            notes.violation(story.taskId(), "is %s's, and its row says %s".formatted(last.agent(), row.agent()));
        }
    }

    private static void eventRows(Story story, Findings.Notes notes) {
        var expected = story.events().stream().map(FoldedRows::row).collect(Collectors.toSet());
        var actual = Set.copyOf(story.eventRows());
        if (!expected.equals(actual) || actual.size() != story.eventRows().size()) {
            notes.violation(
                    story.taskId(),
                    "its %d rows of events are not its events"
                            .formatted(story.eventRows().size()));
        }
    }

    private static Rows.OfEvent row(TaskEvent event) {
        return new Rows.OfEvent(
                event.company(), event.taskId(), event.seq(), event.state(), event.attempt(), event.epoch());
    }

    private static void aborted(Case that, Findings.Notes notes) {
        var rows = new HashSet<>(that.evidence().rows().events());
        that.evidence().topics().events().forEach(event -> rows.remove(row(event)));
        for (var event : that.evidence().topics().aborted()) {
            if (rows.contains(row(event))) {
                notes.violation(event.taskId(), "has a row of an event that was taken back");
            }
        }
    }

    private static void letters(Case that, Findings.Notes notes) {
        var expected = that.evidence().topics().letters().stream()
                .map(letter -> new Rows.OfLetter(
                        letter.company(),
                        letter.place().partition(),
                        letter.place().offset(),
                        letter.taskId(),
                        letter.code()))
                .collect(Collectors.toSet());
        var actual = new HashSet<>(that.evidence().rows().letters());
        notes.saw(expected.size());
        expected.stream()
                .filter(letter -> !actual.contains(letter))
                .forEach(letter -> notes.violation(letter.toString(), "has no row as it stands in the topic"));
        actual.stream()
                .filter(letter -> !expected.contains(letter))
                .forEach(letter -> notes.violation(letter.toString(), "has a row and does not stand in the topic"));
    }
}
