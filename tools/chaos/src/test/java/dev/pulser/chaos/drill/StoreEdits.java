// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import static dev.pulser.chaos.drill.GoodRun.doomed;
import static dev.pulser.chaos.drill.GoodRun.id;
import static dev.pulser.chaos.drill.GoodRun.keyed;
import static dev.pulser.chaos.drill.GoodRun.plain;

import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.evidence.TopicOffsets;
import dev.pulser.chaos.journal.Sha256;
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
                dump -> dump.rows.add(new DatabaseRows.TaskRow(
                        "default", "tsk_" + "c".repeat(32), ModelState.QUEUED, "steady", 0, 0, null, ""))));
        edits.add(new Edit(
                "C12",
                "a row of an event is gone",
                dump -> dump.eventRows.removeIf(row -> row.taskId().equals(id(plain(19))) && row.seq() == 1)));
        edits.add(new Edit("C12", "a row of an event that was taken back", dump -> {
            var end = dump.lastOf(id(plain(20)));
            dump.aborted.add(Dump.at(Altered.epoch(end, 9), Altered.freePosition(dump, end), end.at()));
            dump.eventRows.add(
                    new DatabaseRows.EventRow(end.company(), end.taskId(), end.seq(), end.state(), end.attempt(), 9));
        }));
        edits.add(new Edit("C12", "a row of a dead letter is gone", dump -> dump.deadLetterRows.removeFirst()));
        edits.add(new Edit(
                "C12",
                "a dead letter in another company's table",
                dump -> dump.deadLetterRows.replaceAll(row -> row.offset() == 0
                        ? new DatabaseRows.DeadLetterRow(
                                "acme", row.partition(), row.offset(), row.taskId(), row.code())
                        : row)));

        edits.add(new Edit(
                "C13",
                "a transaction hangs",
                dump -> dump.ends.add(new TopicOffsets.PartitionEnd("outcomes", 0, 5, 6))));
        edits.add(new Edit(
                "C13",
                "a partition stands still",
                dump -> dump.lags.add(new TopicOffsets.GroupLag("routing", "pulser.outcomes", 0, 3))));
        edits.add(new Edit("C13", "a group goes back", dump -> {
            var last = dump.committed.getLast();
            dump.committed.add(new TopicOffsets.CommittedOffset(
                    last.at(), last.group(), last.topic(), last.partition(), last.offset() - 1));
        }));

        edits.add(new Edit("C14", "unknown six seconds after it was accepted", dump -> {
            var sent = dump.submissions.stream()
                    .filter(each -> id(plain(21)).equals(each.taskId()))
                    .findFirst()
                    .orElseThrow();
            var at = sent.completed().plus(Duration.ofSeconds(6));
            dump.reads.add(new Operations.TaskRead(9, id(plain(21)), at, at, 404, ModelState.UNKNOWN, 0));
        }));

        edits.add(new Edit(
                "C20",
                "a bad record without a dead letter",
                dump -> Altered.dropDeadLetter(dump, deadLetter -> deadLetter.source() != null)));
        edits.add(new Edit(
                "C20",
                "a failed task without a dead letter",
                dump -> Altered.dropDeadLetter(dump, deadLetter -> id(doomed(4)).equals(deadLetter.taskId()))));
        edits.add(new Edit("C20", "two dead letters of one task", dump -> {
            var deadLetter = Altered.deadLetterOf(dump, doomed(5));
            var place = new RecordPosition(Dump.DEAD_LETTERS, 2, 1);
            dump.append(new DeadLetterRecord(
                    place,
                    "digest of " + place,
                    deadLetter.taskId(),
                    deadLetter.company(),
                    deadLetter.code(),
                    null,
                    null));
        }));
        edits.add(new Edit(
                "C20",
                "the wrong reason",
                dump -> Altered.editDeadLetter(
                        dump,
                        deadLetter -> deadLetter.source() != null,
                        deadLetter -> Altered.deadLetter(deadLetter, "validation", deadLetter.originalHash()))));
        edits.add(new Edit(
                "C20",
                "other bytes",
                dump -> Altered.editDeadLetter(
                        dump,
                        deadLetter -> deadLetter.source() != null,
                        deadLetter -> Altered.deadLetter(deadLetter, deadLetter.code(), Sha256.of("other bytes")))));
        edits.add(new Edit("C20", "a dead letter of a conflict that was refused at the channel", dump -> {
            var place = new RecordPosition(Dump.DEAD_LETTERS, 2, 2);
            dump.append(new DeadLetterRecord(
                    place, "digest of " + place, id(keyed(7)), "default", "duplicate-id", null, null));
        }));
        edits.add(new Edit("C20", "a good record refused", dump -> {
            var place = new RecordPosition(Dump.DEAD_LETTERS, 3, 0);
            dump.append(new DeadLetterRecord(
                    place,
                    "digest of " + place,
                    null,
                    "default",
                    "deserialization",
                    new RecordPosition("pulser.tasks.low", 0, 17),
                    Sha256.of("good")));
        }));
        edits.add(new Edit(
                "C20",
                "a task failed for another reason than its dead letter says",
                dump -> Altered.editDeadLetter(
                        dump,
                        deadLetter -> id(doomed(6)).equals(deadLetter.taskId()),
                        deadLetter -> Altered.deadLetter(deadLetter, "timeout", deadLetter.originalHash()))));
        return edits;
    }
}
