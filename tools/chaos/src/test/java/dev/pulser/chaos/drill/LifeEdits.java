// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import static dev.pulser.chaos.drill.GoodRun.foreign;
import static dev.pulser.chaos.drill.GoodRun.id;
import static dev.pulser.chaos.drill.GoodRun.plain;
import static dev.pulser.chaos.drill.GoodRun.retried;

import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.evidence.RestTaskView;
import dev.pulser.chaos.history.OperationPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Edits of the life cycle of tasks. */
final class LifeEdits {

    private LifeEdits() {}

    static List<Edit> edits() {
        var edits = new ArrayList<Edit>();
        edits.add(new Edit("C1", "the last event of a task was never written", dump -> {
            dump.dropEvent(dump.lastOf(id(plain(3))));
            dump.update(id(plain(3)));
            dump.reads.removeIf(read -> read.taskId().equals(id(plain(3))) && read.state() == ModelState.COMPLETED);
        }));
        edits.add(new Edit("C1", "an accepted task is gone without a trace", dump -> dump.dropTask(id(plain(4)))));
        edits.add(new Edit("C1", "a task from Kafka is gone without a trace", dump -> dump.dropTask(id(foreign(4)))));
        edits.add(new Edit("C1", "the replay is gone without a trace", dump -> {
            var replay = dump.replays.getFirst().taskId();
            dump.events.stream()
                    .filter(event -> event.taskId().equals(replay))
                    .toList()
                    .forEach(dump::dropEvent);
            dump.rows.removeIf(row -> row.taskId().equals(replay));
            dump.views.removeIf(view -> view.taskId().equals(replay));
            dump.calls.removeIf(call -> call.taskId().equals(replay));
        }));
        edits.add(new Edit("C1", "a replay that nobody asked for", dump -> dump.replays.clear()));
        edits.add(new Edit(
                "C1",
                "a task that nobody sent",
                dump -> dump.submissions.removeIf(sent -> sent.nonce().equals("nonce-" + plain(5)))));
        edits.add(new Edit(
                "C1",
                "a task that was refused and done",
                dump -> dump.submissions.replaceAll(sent ->
                        sent.nonce().equals("nonce-" + plain(5)) ? Altered.phase(sent, OperationPhase.FAIL) : sent)));
        edits.add(new Edit("C1", "a task in another company's name", dump -> {
            dump.submissions.replaceAll(
                    sent -> sent.nonce().equals("nonce-" + foreign(2)) ? Altered.company(sent, "other") : sent);
        }));
        edits.add(new Edit(
                "C1", "one submission, two tasks", dump -> Altered.copyTask(dump, plain(6), "tsk_" + "e".repeat(32))));

        edits.add(new Edit("C2", "an end twice", dump -> {
            var end = dump.lastOf(id(plain(7)));
            dump.append(Altered.next(dump, end, end.state(), end.result()));
        }));
        edits.add(new Edit("C2", "a completed task fails", dump -> {
            var end = dump.lastOf(id(plain(7)));
            dump.append(Altered.next(dump, end, ModelState.FAILED, null));
            dump.update(id(plain(7)));
        }));
        edits.add(new Edit(
                "C2",
                "another end in the database",
                dump -> dump.editRow(
                        id(plain(8)),
                        row -> Altered.row(row, row.company(), ModelState.FAILED, row.seq(), row.result()))));
        edits.add(new Edit(
                "C2",
                "another result in the database",
                dump -> dump.editRow(
                        id(plain(8)),
                        row -> Altered.row(row, row.company(), row.state(), row.seq(), "{\"output\":1}"))));
        edits.add(new Edit(
                "C2",
                "another end over REST",
                dump -> dump.editView(
                        id(plain(9)), view -> new RestTaskView(view.taskId(), 200, ModelState.RUNNING, 1, null))));
        edits.add(new Edit(
                "C2",
                "no longer known to REST",
                dump -> dump.editView(
                        id(plain(9)), view -> new RestTaskView(view.taskId(), 404, ModelState.UNKNOWN, 0, null))));
        edits.add(new Edit(
                "C2",
                "another result over REST",
                dump -> dump.editView(
                        id(plain(9)),
                        view -> new RestTaskView(view.taskId(), 200, view.state(), 1, "{\"output\":2}"))));

        edits.add(new Edit(
                "C3",
                "an event in the middle is gone",
                dump -> dump.dropEvent(dump.eventsOf(id(retried(3))).get(2))));
        edits.add(new Edit("C3", "an event twice", dump -> {
            var event = dump.eventsOf(id(retried(3))).get(2);
            dump.append(Dump.at(event, Altered.freePosition(dump, event), event.at()));
        }));
        edits.add(new Edit("C3", "two numbers swapped", dump -> {
            var events = dump.eventsOf(id(retried(4)));
            dump.editEvent(events.get(1), event -> Dump.with(event, 2, event.state(), null));
            dump.editEvent(events.get(2), event -> Dump.with(event, 1, event.state(), null));
        }));
        edits.add(new Edit("C3", "an event in another partition", dump -> {
            var event = dump.eventsOf(id(retried(4))).get(1);
            int other = (event.position().partition() + 1) % 4;
            dump.editEvent(event, each -> Dump.at(each, new RecordPosition(Dump.EVENTS, other, 90_000), each.at()));
        }));
        edits.add(new Edit(
                "C3",
                "a record that changed between two reads",
                dump -> dump.second.replace(dump.lastOf(id(plain(1))).position(), "something else")));
        edits.add(new Edit(
                "C3",
                "a record that was not there before",
                dump -> dump.second.put(new RecordPosition(Dump.EVENTS, 0, 99_999), "something new")));

        edits.add(new Edit("C4", "completed without having run", dump -> {
            var running = dump.eventsOf(id(plain(10))).get(1);
            dump.editEvent(running, event -> Dump.with(event, 1, ModelState.RETRYING, null));
            dump.editEventRow(id(plain(10)), 1, row -> Altered.state(row, ModelState.RETRYING));
            Altered.allowCalls(dump, running);
        }));
        edits.add(new Edit("C4", "goes on after its end", dump -> {
            var end = dump.lastOf(id(plain(11)));
            dump.append(Altered.next(dump, end, ModelState.QUEUED, null));
            dump.editRow(
                    id(plain(11)), row -> Altered.row(row, row.company(), row.state(), end.seq() + 1, row.result()));
        }));
        edits.add(new Edit("C4", "a client sees it go back", dump -> {
            var last = dump.reads.stream()
                    .filter(read -> read.taskId().equals(id(plain(12))) && read.state() == ModelState.COMPLETED)
                    .findFirst()
                    .orElseThrow();
            dump.reads.add(new Operations.TaskRead(
                    last.client(),
                    last.taskId(),
                    last.completed(),
                    last.completed().plus(Duration.ofMillis(1)),
                    200,
                    ModelState.QUEUED,
                    0));
        }));
        return edits;
    }
}
