// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import static dev.pulser.chaos.drill.GoodRun.doomed;
import static dev.pulser.chaos.drill.GoodRun.id;
import static dev.pulser.chaos.drill.GoodRun.keyed;
import static dev.pulser.chaos.drill.GoodRun.plain;

import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Offsets;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.journal.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Edits of rows, offsets and dead letters. */
final class StoreEdits {

    private StoreEdits() {}

    static List<Edit> edits() {
        var edits = new ArrayList<Edit>();
        edits.add(new Edit(
                "C12",
                "a row is gone",
                dump -> dump.rows.removeIf(row -> row.taskId().equals(id(plain(17))))));
        edits.add(new Edit(
                "C12",
                "a row of another company",
                dump -> dump.editRow(
                        id(plain(17)), row -> Altered.row(row, "acme", row.state(), row.seq(), row.result()))));
        edits.add(new Edit(
                "C12",
                "a row that is a step behind",
                dump -> dump.editRow(
                        id(plain(18)),
                        row -> Altered.row(row, row.company(), row.state(), row.seq() - 1, row.result()))));
        edits.add(new Edit(
                "C12",
                "a row of a task without events",
                dump -> dump.rows.add(
                        new Rows.OfTask("default", "tsk_" + "c".repeat(32), State.QUEUED, "steady", 0, 0, null, ""))));
        edits.add(new Edit(
                "C12",
                "a row of an event is gone",
                dump -> dump.eventRows.removeIf(row -> row.taskId().equals(id(plain(19))) && row.seq() == 1)));
        edits.add(new Edit("C12", "a row of an event that was taken back", dump -> {
            var end = dump.lastOf(id(plain(20)));
            dump.aborted.add(Dump.at(Altered.epoch(end, 9), Altered.freePlace(dump, end), end.at()));
            dump.eventRows.add(new Rows.OfEvent(end.company(), end.taskId(), end.seq(), end.state(), end.attempt(), 9));
        }));
        edits.add(new Edit("C12", "a row of a dead letter is gone", dump -> dump.letterRows.removeFirst()));
        edits.add(new Edit(
                "C12",
                "a dead letter in another company's table",
                dump -> dump.letterRows.replaceAll(row -> row.offset() == 0
                        ? new Rows.OfLetter("acme", row.partition(), row.offset(), row.taskId(), row.code())
                        : row)));

        edits.add(new Edit("C13", "a transaction hangs", dump -> dump.ends.add(new Offsets.End("outcomes", 0, 5, 6))));
        edits.add(new Edit(
                "C13",
                "a partition stands still",
                dump -> dump.lags.add(new Offsets.Lag("routing", "pulser.outcomes", 0, 3))));
        edits.add(new Edit("C13", "a group goes back", dump -> {
            var last = dump.committed.getLast();
            dump.committed.add(
                    new Offsets.Committed(last.at(), last.group(), last.topic(), last.partition(), last.offset() - 1));
        }));

        edits.add(new Edit("C14", "unknown six seconds after it was accepted", dump -> {
            var sent = dump.submissions.stream()
                    .filter(each -> id(plain(21)).equals(each.taskId()))
                    .findFirst()
                    .orElseThrow();
            var at = sent.completed().plus(Duration.ofSeconds(6));
            dump.looks.add(new Sent.Look(9, id(plain(21)), at, at, 404, State.UNKNOWN, 0));
        }));

        edits.add(new Edit(
                "C20",
                "a bad record without a dead letter",
                dump -> Altered.dropLetter(dump, letter -> letter.source() != null)));
        edits.add(new Edit(
                "C20",
                "a failed task without a dead letter",
                dump -> Altered.dropLetter(dump, letter -> id(doomed(4)).equals(letter.taskId()))));
        edits.add(new Edit("C20", "two dead letters of one task", dump -> {
            var letter = Altered.letterOf(dump, doomed(5));
            var place = new Place(Dump.LETTERS, 2, 1);
            dump.append(new DeadLetter(
                    place, "digest of " + place, letter.taskId(), letter.company(), letter.code(), null, null));
        }));
        edits.add(new Edit(
                "C20",
                "the wrong reason",
                dump -> Altered.editLetter(
                        dump,
                        letter -> letter.source() != null,
                        letter -> Altered.letter(letter, "validation", letter.originalHash()))));
        edits.add(new Edit(
                "C20",
                "other bytes",
                dump -> Altered.editLetter(
                        dump,
                        letter -> letter.source() != null,
                        letter -> Altered.letter(letter, letter.code(), Hash.of("other bytes")))));
        edits.add(new Edit("C20", "a dead letter of a clash that was refused at the door", dump -> {
            var place = new Place(Dump.LETTERS, 2, 2);
            dump.append(
                    new DeadLetter(place, "digest of " + place, id(keyed(7)), "default", "duplicate-id", null, null));
        }));
        edits.add(new Edit("C20", "a good record refused", dump -> {
            var place = new Place(Dump.LETTERS, 3, 0);
            dump.append(new DeadLetter(
                    place,
                    "digest of " + place,
                    null,
                    "default",
                    "deserialization",
                    new Place("pulser.tasks.low", 0, 17),
                    Hash.of("good")));
        }));
        edits.add(new Edit(
                "C20",
                "a task failed for another reason than its dead letter says",
                dump -> Altered.editLetter(
                        dump,
                        letter -> id(doomed(6)).equals(letter.taskId()),
                        letter -> Altered.letter(letter, "timeout", letter.originalHash()))));
        return edits;
    }
}
