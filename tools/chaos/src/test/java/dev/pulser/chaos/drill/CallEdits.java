// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import static dev.pulser.chaos.drill.GoodRun.id;
import static dev.pulser.chaos.drill.GoodRun.keyed;
import static dev.pulser.chaos.drill.GoodRun.once;
import static dev.pulser.chaos.drill.GoodRun.plain;
import static dev.pulser.chaos.drill.GoodRun.retried;

import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.journal.Call;
import dev.pulser.chaos.journal.Hash;
import dev.pulser.chaos.script.Step;
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
            dump.follow(id(plain(13)));
        }));
        edits.add(new Edit("C5", "the result of another task", dump -> {
            var end = dump.lastOf(id(plain(13)));
            var other = dump.lastOf(id(plain(14))).result();
            dump.editEvent(end, event -> Dump.with(event, event.seq(), event.state(), other));
            dump.follow(id(plain(13)));
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
            dump.calls.add(new Call(
                    "stray",
                    call.agent(),
                    "tsk_" + "f".repeat(32) + "/0",
                    1,
                    1,
                    "nonce of nobody",
                    call.bodyHash(),
                    call.step(),
                    call.began(),
                    call.ended(),
                    Hash.of("stray"),
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
                    row -> new Rows.OfEvent(row.company(), row.taskId(), row.seq(), row.state(), row.attempt(), 1));
        }));
        edits.add(new Edit(
                "C6",
                "done twice by an agent that must not",
                dump -> dump.editCall(
                        call -> call.taskId().equals(id(once(3))) && call.attempt() == 1,
                        call -> new Call(
                                call.id(),
                                call.agent(),
                                call.key(),
                                call.attempt(),
                                call.epoch(),
                                call.nonce(),
                                call.bodyHash(),
                                Step.RESET,
                                call.began(),
                                call.ended(),
                                null,
                                Duration.ZERO))));

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
                    again, event -> Dump.at(event, event.place(), event.at().plusSeconds(40)));
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
                dump -> dump.submissions.replaceAll(
                        sent -> sent.nonce().equals("clash-" + keyed(5)) ? Altered.phase(sent, Phase.OK) : sent)));

        edits.add(new Edit(
                "C8",
                "a task refused under its own key",
                dump -> dump.submissions.replaceAll(
                        sent -> sent.equals(Altered.resubmission(dump, keyed(6))) ? Altered.refused(sent) : sent)));

        edits.add(new Edit("C17", "too few recover", dump -> {
            for (int i = 0; i < 20; i++) {
                var id = id(retried(i));
                var end = dump.lastOf(id);
                dump.editEvent(end, event -> Altered.failed(event));
                dump.editEventRow(id, end.seq(), row -> Altered.state(row, State.FAILED));
                dump.follow(id);
                dump.looks.removeIf(look -> look.taskId().equals(id) && look.state() == State.COMPLETED);
                var place = new Place(Dump.LETTERS, 1, i);
                dump.append(new DeadLetter(
                        place, "digest of " + place, id, end.company(), "agent-unavailable", null, null));
            }
        }));
        return edits;
    }
}
