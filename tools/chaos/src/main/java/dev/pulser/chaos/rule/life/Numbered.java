// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.evidence.Place;
import java.util.HashMap;

/** A list-append for each task: no gap, no repeat, in one partition, the same whenever it is read (R4). */
public final class Numbered implements Check {

    @Override
    public String id() {
        return "C3";
    }

    @Override
    public String rule() {
        return "events are numbered 0, 1, 2, … and two reads agree";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        for (var story : that.stories().values()) {
            notes.saw(story.events().size());
            if (!story.isNumbered()) {
                notes.violation(
                        story.taskId(),
                        "events are numbered %s"
                                .formatted(story.events().stream()
                                        .map(event -> event.seq() + " at " + event.place())
                                        .toList()));
            }
        }
        compareReads(that, notes);
        return notes.findings();
    }

    private static void compareReads(Case that, Findings.Notes notes) {
        var first = new HashMap<Place, String>();
        var topics = that.evidence().topics();
        topics.events().forEach(event -> first.put(event.place(), event.digest()));
        topics.letters().forEach(letter -> first.put(letter.place(), letter.digest()));
        first.forEach((place, digest) -> {
            if (!digest.equals(topics.second().get(place))) {
                notes.violation(place.toString(), "is not the same when it is read again");
            }
        });
        topics.second().keySet().stream()
                .filter(place -> !first.containsKey(place))
                .forEach(place -> notes.violation(place.toString(), "was not there when it was read first"));
    }
}
