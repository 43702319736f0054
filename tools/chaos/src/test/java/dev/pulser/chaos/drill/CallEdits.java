// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import static dev.pulser.chaos.drill.GoodRun.id;
import static dev.pulser.chaos.drill.GoodRun.keyed;
import static dev.pulser.chaos.drill.GoodRun.once;
import static dev.pulser.chaos.drill.GoodRun.plain;
import static dev.pulser.chaos.drill.GoodRun.retried;

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

/** Edits of calls, results and keys. */
final class CallEdits {

    private CallEdits() {}

    static List<Edit> edits() {
        var edits = new ArrayList<Edit>();
        edits.add(new Edit("C5", "one character of a result", dump -> {
            var end = dump.lastOf(id(plain(13)));
            var changed = String.valueOf(end.result()).replace("nonce-", "nonCe-");
            dump.editEvent(end, event -> Dump.with(event, event.seq(), event.state(), changed));
            dump.update(id(plain(13)));
        }));
        edits.add(new Edit("C5", "the result of another task", dump -> {
            var end = dump.lastOf(id(plain(13)));
            var other = dump.lastOf(id(plain(14))).result();
            dump.editEvent(end, event -> Dump.with(event, event.seq(), event.state(), other));
            dump.update(id(plain(13)));
        }));
        edits.add(new Edit(
                "C5",
                "a result and no call",
                dump -> dump.calls.removeIf(call -> call.taskId().equals(id(plain(15))))));

        edits.add(new Edit("C6", "a call twice", dump -> {
            var call = Altered.callOf(dump, id(plain(16)), 1);
            dump.calls.add(Altered.copy(call, "once more", call.key(), call.attempt(), call.epoch()));
        }));
        edits.add(new Edit("C6", "a call for no task", dump -> {
            var call = Altered.callOf(dump, id(plain(16)), 1);
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
        edits.add(new Edit(
                "C6",
                "another key at the second attempt",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(5))) && call.attempt() == 2,
                        call -> Altered.copy(call, call.id(), id(retried(5)) + "/1", call.attempt(), call.epoch()))));
        edits.add(new Edit(
                "C6",
                "an epoch that falls",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(6))) && call.attempt() == 3,
                        call -> Altered.copy(call, call.id(), call.key(), call.attempt(), 1))));
        edits.add(new Edit("C6", "an epoch given twice", dump -> {
            var second = dump.eventsOf(id(retried(6))).get(4);
            dump.editEvent(second, event -> Altered.epoch(event, 1));
            dump.editEventRow(
                    id(retried(6)),
                    4,
                    row -> new DatabaseRows.EventRow(
                            row.company(), row.taskId(), row.seq(), row.state(), row.attempt(), 1));
        }));
        edits.add(new Edit(
                "C6",
                "done twice by an agent that must not",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(once(3))) && call.attempt() == 1,
                        call -> Altered.step(call, ScriptStep.RESET))));

        edits.add(new Edit(
                "C7",
                "a pause that is too short",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(7))) && call.attempt() == 2,
                        call -> Altered.began(call, Altered.callOf(dump, id(retried(7)), 1), Duration.ofMillis(40)))));
        edits.add(new Edit(
                "C7",
                "earlier than the agent asked for",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(retried(8))) && call.attempt() == 3,
                        call -> Altered.began(call, Altered.callOf(dump, id(retried(8)), 2), Duration.ofMillis(300)))));
        edits.add(new Edit("C7", "a pause that is far too long", dump -> {
            var again = dump.eventsOf(id(retried(9))).get(6);
            dump.editEvent(
                    again, event -> Dump.at(event, event.position(), event.at().plusSeconds(40)));
        }));

        edits.add(new Edit(
                "C8",
                "one key, two ids in the answers",
                dump -> dump.submissions.replaceAll(sent -> sent.equals(Altered.resubmission(dump, keyed(3)))
                        ? Altered.withId(sent, "tsk_" + "d".repeat(32))
                        : sent)));
        edits.add(new Edit(
                "C8", "one key, two tasks", dump -> Altered.copyTask(dump, keyed(4), "tsk_" + "d".repeat(32))));
        edits.add(new Edit(
                "C8",
                "another task taken under a used key",
                dump -> dump.submissions.replaceAll(sent ->
                        sent.nonce().equals("conflict-" + keyed(5)) ? Altered.phase(sent, OperationPhase.OK) : sent)));

        edits.add(new Edit(
                "C8",
                "a task refused under its own key",
                dump -> dump.submissions.replaceAll(
                        sent -> sent.equals(Altered.resubmission(dump, keyed(6))) ? Altered.rejected(sent) : sent)));

        edits.add(new Edit("C17", "too few recover", dump -> {
            for (int i = 0; i < 20; i++) {
                var id = id(retried(i));
                var end = dump.lastOf(id);
                dump.editEvent(end, event -> Altered.failed(event));
                dump.editEventRow(id, end.seq(), row -> Altered.state(row, ModelState.FAILED));
                dump.update(id);
                dump.reads.removeIf(read -> read.taskId().equals(id) && read.state() == ModelState.COMPLETED);
                var place = new RecordPosition(Dump.DEAD_LETTERS, 1, i);
                dump.append(new DeadLetterRecord(
                        place, "digest of " + place, id, end.company(), "agent-unavailable", null, null));
            }
        }));
        return edits;
    }
}
