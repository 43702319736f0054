// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import static dev.pulser.chaos.mutation.ValidRun.doomed;
import static dev.pulser.chaos.mutation.ValidRun.id;
import static dev.pulser.chaos.mutation.ValidRun.keyed;
import static dev.pulser.chaos.mutation.ValidRun.plain;

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

/** Mutations of rows, offsets and dead letters. */
final class StoreMutations {

    private StoreMutations() {}

    static List<Mutation> mutations() {
        var mutations = new ArrayList<Mutation>();
        mutations.add(new Mutation(
                "C12",
                "a missing row of a task",
                dump -> dump.rows.removeIf(row -> row.taskId().equals(id(plain(17))))));
        mutations.add(new Mutation(
                "C12",
                "a row of another company",
                dump -> dump.editRow(
                        id(plain(17)), row -> RecordCopies.row(row, "acme", row.state(), row.seq(), row.result()))));
        mutations.add(new Mutation(
                "C12",
                "an outdated row",
                dump -> dump.editRow(
                        id(plain(18)),
                        row -> RecordCopies.row(row, row.company(), row.state(), row.seq() - 1, row.result()))));
        mutations.add(new Mutation(
                "C12",
                "a row of a task without events",
                dump -> dump.rows.add(new DatabaseRows.TaskRow(
                        "default", "tsk_" + "c".repeat(32), ModelState.QUEUED, "steady", 0, 0, null, ""))));
        mutations.add(new Mutation(
                "C12",
                "a missing row of an event",
                dump -> dump.eventRows.removeIf(row -> row.taskId().equals(id(plain(19))) && row.seq() == 1)));
        mutations.add(new Mutation("C12", "a row of an aborted event", dump -> {
            var end = dump.lastOf(id(plain(20)));
            dump.aborted.add(
                    MutableEvidence.at(RecordCopies.epoch(end, 9), RecordCopies.freePosition(dump, end), end.at()));
            dump.eventRows.add(
                    new DatabaseRows.EventRow(end.company(), end.taskId(), end.seq(), end.state(), end.attempt(), 9));
        }));
        mutations.add(new Mutation("C12", "a missing row of a dead letter", dump -> dump.deadLetterRows.removeFirst()));
        mutations.add(new Mutation(
                "C12",
                "a dead letter in another company's table",
                dump -> dump.deadLetterRows.replaceAll(row -> row.offset() == 0
                        ? new DatabaseRows.DeadLetterRow(
                                "acme", row.partition(), row.offset(), row.taskId(), row.code())
                        : row)));

        mutations.add(new Mutation(
                "C13",
                "a hanging transaction",
                dump -> dump.ends.add(new TopicOffsets.PartitionEnd("outcomes", 0, 5, 6))));
        mutations.add(new Mutation(
                "C13",
                "a partition that is not read to its end",
                dump -> dump.lags.add(new TopicOffsets.GroupLag("routing", "pulser.outcomes", 0, 3))));
        mutations.add(new Mutation("C13", "a committed offset that decreases", dump -> {
            var last = dump.committed.getLast();
            dump.committed.add(new TopicOffsets.CommittedOffset(
                    last.at(), last.group(), last.topic(), last.partition(), last.offset() - 1));
        }));

        mutations.add(new Mutation("C14", "not found six seconds after it was accepted", dump -> {
            var sent = dump.submissions.stream()
                    .filter(each -> id(plain(21)).equals(each.taskId()))
                    .findFirst()
                    .orElseThrow();
            var at = sent.completed().plus(Duration.ofSeconds(6));
            dump.reads.add(new Operations.TaskRead(9, id(plain(21)), at, at, 404, ModelState.UNKNOWN, 0));
        }));

        mutations.add(new Mutation(
                "C20",
                "a malformed record without a dead letter",
                dump -> RecordCopies.dropDeadLetter(dump, deadLetter -> deadLetter.source() != null)));
        mutations.add(new Mutation(
                "C20",
                "a failed task without a dead letter",
                dump -> RecordCopies.dropDeadLetter(
                        dump, deadLetter -> id(doomed(4)).equals(deadLetter.taskId()))));
        mutations.add(new Mutation("C20", "two dead letters of one task", dump -> {
            var deadLetter = RecordCopies.deadLetterOf(dump, doomed(5));
            var place = new RecordPosition(MutableEvidence.DEAD_LETTERS, 2, 1);
            dump.append(new DeadLetterRecord(
                    place,
                    "digest of " + place,
                    deadLetter.taskId(),
                    deadLetter.company(),
                    deadLetter.code(),
                    null,
                    null));
        }));
        mutations.add(new Mutation(
                "C20",
                "a dead letter with the wrong code",
                dump -> RecordCopies.editDeadLetter(
                        dump,
                        deadLetter -> deadLetter.source() != null,
                        deadLetter -> RecordCopies.deadLetter(deadLetter, "validation", deadLetter.originalHash()))));
        mutations.add(new Mutation(
                "C20",
                "a dead letter with other bytes",
                dump -> RecordCopies.editDeadLetter(
                        dump,
                        deadLetter -> deadLetter.source() != null,
                        deadLetter ->
                                RecordCopies.deadLetter(deadLetter, deadLetter.code(), Sha256.of("other bytes")))));
        mutations.add(new Mutation("C20", "a dead letter of a conflict that REST rejected", dump -> {
            var place = new RecordPosition(MutableEvidence.DEAD_LETTERS, 2, 2);
            dump.append(new DeadLetterRecord(
                    place, "digest of " + place, id(keyed(7)), "default", "duplicate-id", null, null));
        }));
        mutations.add(new Mutation("C20", "a well-formed record that was rejected", dump -> {
            var place = new RecordPosition(MutableEvidence.DEAD_LETTERS, 3, 0);
            dump.append(new DeadLetterRecord(
                    place,
                    "digest of " + place,
                    null,
                    "default",
                    "deserialization",
                    new RecordPosition("pulser.tasks.low", 0, 17),
                    Sha256.of("good")));
        }));
        mutations.add(new Mutation(
                "C20",
                "a dead letter with another code than its task",
                dump -> RecordCopies.editDeadLetter(
                        dump,
                        deadLetter -> id(doomed(6)).equals(deadLetter.taskId()),
                        deadLetter -> RecordCopies.deadLetter(deadLetter, "timeout", deadLetter.originalHash()))));
        return mutations;
    }
}
