// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.store;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.history.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Dead letters: one for each bad record, with its bytes, and one for each failed task (R6, R8). */
public final class CompleteLetters implements Check {

    private static final String DUPLICATE = "duplicate-id";

    @Override
    public String id() {
        return "C20";
    }

    @Override
    public String rule() {
        return "every bad record and every failed task has one dead letter, and nothing else has";
    }

    @Override
    public long minimum() {
        return 10;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        var left = new HashMap<Place, List<DeadLetter>>();
        for (var letter : that.evidence().topics().letters()) {
            if (letter.taskId() == null && letter.source() != null) {
                left.computeIfAbsent(letter.source(), _ -> new ArrayList<>()).add(letter);
            } else if (letter.taskId() == null) {
                notes.violation(letter.place().toString(), "is a dead letter of nothing");
            }
        }
        for (var injected : that.evidence().faults().injected()) {
            notes.saw();
            refused(injected, Objects.requireNonNullElse(left.remove(injected.place()), List.of()), notes);
        }
        left.forEach((place, letters) -> notes.violation(
                place.toString(),
                "was refused (%s), and nothing was wrong with it"
                        .formatted(letters.getFirst().code())));
        that.stories().values().forEach(story -> failed(that, story, notes));
        that.evidence().topics().letters().stream()
                .flatMap(letter -> Stream.ofNullable(letter.taskId()))
                .filter(id -> !that.stories().containsKey(id))
                .distinct()
                .forEach(id -> notes.violation(id, "has a dead letter, and is no task"));
        return notes.findings();
    }

    private static void refused(Faults.Injected injected, List<DeadLetter> letters, Findings.Notes notes) {
        var subject = injected.place().toString();
        if (letters.size() != 1) {
            notes.violation(subject, "is a bad record with %d dead letters".formatted(letters.size()));
            return;
        }
        var letter = letters.getFirst();
        if (!injected.codes().contains(letter.code())) {
            notes.violation(subject, "was refused as %s instead of %s".formatted(letter.code(), injected.codes()));
        }
        if (!Objects.equals(letter.originalHash(), injected.hash())) {
            notes.violation(subject, "its dead letter does not hold its bytes");
        }
    }

    private static void failed(Case that, Story story, Findings.Notes notes) {
        var ends = story.endings();
        if (ends.size() > 1 || (ends.isEmpty() && !story.isNumbered())) {
            return;
        }
        boolean failed = !ends.isEmpty() && ends.getFirst().state() == State.FAILED;
        int expected = failed ? 1 : 0;
        if (failed) {
            notes.saw();
        }
        var letters = lettersOf(that, story);
        if (letters.size() != expected) {
            notes.violation(
                    story.taskId(),
                    "%s and has %d dead letters".formatted(failed ? "failed" : "did not fail", letters.size()));
        } else if (failed && !letters.getFirst().code().equals(ends.getFirst().code())) {
            notes.violation(
                    story.taskId(),
                    "failed as %s, its dead letter says %s"
                            .formatted(
                                    ends.getFirst().code(), letters.getFirst().code()));
        }
    }

    /** Without those of other tasks that came under its key and may have got past the door. */
    private static List<DeadLetter> lettersOf(Case that, Story story) {
        var own = new ArrayList<>(story.letters());
        if (own.stream().noneMatch(letter -> letter.code().equals(DUPLICATE))) {
            return own;
        }
        var keys = story.submissions().stream()
                .flatMap(sent -> Stream.ofNullable(sent.key()))
                .collect(Collectors.toSet());
        long clashes = that.evidence().sent().submissions().stream()
                .filter(sent -> sent.clash() && sent.key() != null && keys.contains(sent.key()))
                .filter(sent -> sent.phase() != Phase.FAIL)
                .count();
        for (; clashes > 0; clashes--) {
            own.stream()
                    .filter(letter -> letter.code().equals(DUPLICATE))
                    .findFirst()
                    .ifPresent(own::remove);
        }
        return own;
    }
}
