// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import static dev.pulser.chaos.mutation.ValidRun.id;
import static dev.pulser.chaos.mutation.ValidRun.keyed;
import static dev.pulser.chaos.mutation.ValidRun.once;
import static dev.pulser.chaos.mutation.ValidRun.plain;
import static dev.pulser.chaos.mutation.ValidRun.retried;
import static dev.pulser.chaos.mutation.ValidRun.timedOut;

import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.journal.AgentCall;
import dev.pulser.chaos.journal.Sha256;
import dev.pulser.chaos.script.ScriptStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Mutations of calls, results and keys. */
final class CallMutations {

    private CallMutations() {}

    static List<Mutation> mutations() {
        var mutations = new ArrayList<Mutation>();
        mutations.add(new Mutation("C5", "a result that differs in one character", dump -> {
            var end = dump.lastOf(id(plain(13)));
            var changed = String.valueOf(end.result()).replace("nonce-", "nonCe-");
            dump.editEvent(end, event -> MutableEvidence.with(event, event.seq(), event.state(), changed));
            dump.update(id(plain(13)));
        }));
        mutations.add(new Mutation("C5", "the result of another task", dump -> {
            var end = dump.lastOf(id(plain(13)));
            var other = dump.lastOf(id(plain(14))).result();
            dump.editEvent(end, event -> MutableEvidence.with(event, event.seq(), event.state(), other));
            dump.update(id(plain(13)));
        }));
        mutations.add(new Mutation(
                "C5",
                "a result without a call",
                dump -> dump.calls.removeIf(call -> call.taskId().equals(id(plain(15))))));

        mutations.add(new Mutation("C6", "a repeated call", dump -> {
            var call = RecordCopies.callOf(dump, id(plain(16)), 1);
            dump.calls.add(RecordCopies.copy(call, "once more", call.key(), call.attempt(), call.epoch()));
        }));
        mutations.add(new Mutation("C6", "a call without a task", dump -> {
            var call = RecordCopies.callOf(dump, id(plain(16)), 1);
            dump.calls.add(new AgentCall(
                    "stray",
                    call.agent(),
                    new AgentCall.Request(
                            "tsk_" + "f".repeat(32) + "/0",
                            1,
                            1,
                            "unknown nonce",
                            call.request().bodyHash()),
                    call.step(),
                    call.began(),
                    call.ended(),
                    Sha256.of("stray"),
                    Duration.ZERO));
        }));
        mutations.add(new Mutation(
                "C6",
                "another key at the second attempt",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(5))) && call.attempt() == 2,
                        call -> RecordCopies.copy(
                                call, call.id(), id(retried(5)) + "/1", call.attempt(), call.epoch()))));
        mutations.add(new Mutation(
                "C6",
                "an epoch that decreases",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(6))) && call.attempt() == 3,
                        call -> RecordCopies.copy(call, call.id(), call.key(), call.attempt(), 1))));
        mutations.add(new Mutation("C6", "an epoch of two dispatches", dump -> {
            var second = dump.eventsOf(id(retried(6))).get(4);
            dump.editEvent(second, event -> RecordCopies.epoch(event, 1));
            dump.editEventRow(
                    id(retried(6)),
                    4,
                    row -> new DatabaseRows.EventRow(
                            row.company(), row.taskId(), row.seq(), row.state(), row.attempt(), 1));
        }));
        mutations.add(new Mutation(
                "C6",
                "a repeated call of an agent that is not idempotent",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(once(3))) && call.attempt() == 1,
                        call -> RecordCopies.step(call, ScriptStep.RESET))));

        mutations.add(new Mutation(
                "C7",
                "a retry that is too early",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(7))) && call.attempt() == 2,
                        call -> RecordCopies.began(
                                call, RecordCopies.callOf(dump, id(retried(7)), 1), Duration.ofMillis(40)))));
        mutations.add(new Mutation(
                "C7",
                "a retry before the Retry-After of the agent",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(8))) && call.attempt() == 3,
                        call -> RecordCopies.began(
                                call, RecordCopies.callOf(dump, id(retried(8)), 2), Duration.ofMillis(300)))));
        mutations.add(new Mutation("C7", "a retry of a timeout that is too early", dump -> {
            var failed = dump.eventsOf(id(timedOut(7))).get(2);
            dump.editEvent(
                    dump.eventsOf(id(timedOut(7))).get(3),
                    event -> MutableEvidence.at(
                            event, event.position(), failed.at().plusMillis(10)));
        }));
        mutations.add(new Mutation("C7", "a retry that is much too late", dump -> {
            var again = dump.eventsOf(id(retried(9))).get(6);
            dump.editEvent(
                    again,
                    event -> MutableEvidence.at(
                            event, event.position(), event.at().plusSeconds(40)));
        }));

        mutations.add(new Mutation(
                "C8",
                "one key with two ids in the responses",
                dump -> dump.submissions.replaceAll(sent -> sent.equals(RecordCopies.resubmission(dump, keyed(3)))
                        ? RecordCopies.withId(sent, "tsk_" + "d".repeat(32))
                        : sent)));
        mutations.add(new Mutation(
                "C8",
                "one key with two tasks",
                dump -> RecordCopies.copyTask(dump, keyed(4), "tsk_" + "d".repeat(32))));
        mutations.add(new Mutation(
                "C8",
                "a different task accepted with a used key",
                dump -> dump.submissions.replaceAll(sent -> sent.nonce().equals("conflict-" + keyed(5))
                        ? RecordCopies.phase(sent, OperationPhase.OK)
                        : sent)));

        mutations.add(new Mutation(
                "C8",
                "a repeated submission that was rejected",
                dump -> dump.submissions.replaceAll(sent ->
                        sent.equals(RecordCopies.resubmission(dump, keyed(6))) ? RecordCopies.rejected(sent) : sent)));

        mutations.add(new Mutation("C17", "too few tasks that recover", dump -> {
            for (int i = 0; i < 20; i++) {
                var id = id(retried(i));
                var end = dump.lastOf(id);
                dump.editEvent(end, event -> RecordCopies.failed(event));
                dump.editEventRow(id, end.seq(), row -> RecordCopies.state(row, ModelState.FAILED));
                dump.update(id);
                dump.reads.removeIf(read -> read.taskId().equals(id) && read.state() == ModelState.COMPLETED);
                var place = new RecordPosition(MutableEvidence.DEAD_LETTERS, 1, i);
                dump.append(new DeadLetterRecord(
                        place, "digest of " + place, id, end.company(), "agent-unavailable", null, null));
            }
        }));
        return mutations;
    }
}
