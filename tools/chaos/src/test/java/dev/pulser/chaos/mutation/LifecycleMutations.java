// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import static dev.pulser.chaos.mutation.ValidRun.foreign;
import static dev.pulser.chaos.mutation.ValidRun.id;
import static dev.pulser.chaos.mutation.ValidRun.plain;
import static dev.pulser.chaos.mutation.ValidRun.retried;

import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.evidence.RestTaskView;
import dev.pulser.chaos.history.OperationPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Mutations of the life cycle of tasks. */
final class LifecycleMutations {

    private LifecycleMutations() {}

    static List<Mutation> mutations() {
        var mutations = new ArrayList<Mutation>();
        mutations.add(new Mutation("C1", "a task without its last event", dump -> {
            dump.dropEvent(dump.lastOf(id(plain(3))));
            dump.update(id(plain(3)));
            dump.reads.removeIf(read -> read.taskId().equals(id(plain(3))) && read.state() == ModelState.COMPLETED);
        }));
        mutations.add(new Mutation("C1", "an accepted task that is lost", dump -> dump.dropTask(id(plain(4)))));
        mutations.add(new Mutation("C1", "a task from Kafka that is lost", dump -> dump.dropTask(id(foreign(4)))));
        mutations.add(new Mutation("C1", "a replay that is lost", dump -> {
            var replay = dump.replays.getFirst().taskId();
            dump.events.stream()
                    .filter(event -> event.taskId().equals(replay))
                    .toList()
                    .forEach(dump::dropEvent);
            dump.rows.removeIf(row -> row.taskId().equals(replay));
            dump.views.removeIf(view -> view.taskId().equals(replay));
            dump.calls.removeIf(call -> call.taskId().equals(replay));
        }));
        mutations.add(new Mutation("C1", "a replay that was not requested", dump -> dump.replays.clear()));
        mutations.add(new Mutation(
                "C1",
                "a task that was not submitted",
                dump -> dump.submissions.removeIf(sent -> sent.nonce().equals("nonce-" + plain(5)))));
        mutations.add(new Mutation(
                "C1",
                "a task that was rejected and executed",
                dump -> dump.submissions.replaceAll(sent -> sent.nonce().equals("nonce-" + plain(5))
                        ? RecordCopies.phase(sent, OperationPhase.FAIL)
                        : sent)));
        mutations.add(new Mutation("C1", "a task of another company", dump -> {
            dump.submissions.replaceAll(
                    sent -> sent.nonce().equals("nonce-" + foreign(2)) ? RecordCopies.company(sent, "other") : sent);
        }));
        mutations.add(new Mutation(
                "C1",
                "one submission with two tasks",
                dump -> RecordCopies.copyTask(dump, plain(6), "tsk_" + "e".repeat(32))));

        mutations.add(new Mutation("C2", "a repeated terminal event", dump -> {
            var end = dump.lastOf(id(plain(7)));
            dump.append(RecordCopies.next(dump, end, end.state(), end.result()));
        }));
        mutations.add(new Mutation("C2", "a completed task fails", dump -> {
            var end = dump.lastOf(id(plain(7)));
            dump.append(RecordCopies.next(dump, end, ModelState.FAILED, null));
            dump.update(id(plain(7)));
        }));
        mutations.add(new Mutation(
                "C2",
                "another terminal state in the database",
                dump -> dump.editRow(
                        id(plain(8)),
                        row -> RecordCopies.row(row, row.company(), ModelState.FAILED, row.seq(), row.result()))));
        mutations.add(new Mutation(
                "C2",
                "another result in the database",
                dump -> dump.editRow(
                        id(plain(8)),
                        row -> RecordCopies.row(row, row.company(), row.state(), row.seq(), "{\"output\":1}"))));
        mutations.add(new Mutation(
                "C2",
                "another terminal state over REST",
                dump -> dump.editView(
                        id(plain(9)), view -> new RestTaskView(view.taskId(), 200, ModelState.RUNNING, 1, null))));
        mutations.add(new Mutation(
                "C2",
                "not found over REST",
                dump -> dump.editView(
                        id(plain(9)), view -> new RestTaskView(view.taskId(), 404, ModelState.UNKNOWN, 0, null))));
        mutations.add(new Mutation(
                "C2",
                "another result over REST",
                dump -> dump.editView(
                        id(plain(9)),
                        view -> new RestTaskView(view.taskId(), 200, view.state(), 1, "{\"output\":2}"))));

        mutations.add(new Mutation(
                "C3",
                "a missing event",
                dump -> dump.dropEvent(dump.eventsOf(id(retried(3))).get(2))));
        mutations.add(new Mutation("C3", "a repeated event", dump -> {
            var event = dump.eventsOf(id(retried(3))).get(2);
            dump.append(MutableEvidence.at(event, RecordCopies.freePosition(dump, event), event.at()));
        }));
        mutations.add(new Mutation("C3", "two numbers swapped", dump -> {
            var events = dump.eventsOf(id(retried(4)));
            dump.editEvent(events.get(1), event -> MutableEvidence.with(event, 2, event.state(), null));
            dump.editEvent(events.get(2), event -> MutableEvidence.with(event, 1, event.state(), null));
        }));
        mutations.add(new Mutation("C3", "an event in another partition", dump -> {
            var event = dump.eventsOf(id(retried(4))).get(1);
            int other = (event.position().partition() + 1) % 4;
            dump.editEvent(
                    event,
                    each -> MutableEvidence.at(
                            each, new RecordPosition(MutableEvidence.EVENTS, other, 90_000), each.at()));
        }));
        mutations.add(new Mutation(
                "C3",
                "a record that changed between two reads",
                dump -> dump.second.replace(dump.lastOf(id(plain(1))).position(), "something else")));
        mutations.add(new Mutation(
                "C3",
                "a record that appears in the second read",
                dump -> dump.second.put(new RecordPosition(MutableEvidence.EVENTS, 0, 99_999), "something new")));

        mutations.add(new Mutation("C4", "completed without running", dump -> {
            var running = dump.eventsOf(id(plain(10))).get(1);
            dump.editEvent(running, event -> MutableEvidence.with(event, 1, ModelState.RETRYING, null));
            dump.editEventRow(id(plain(10)), 1, row -> RecordCopies.state(row, ModelState.RETRYING));
            RecordCopies.allowCalls(dump, running);
        }));
        mutations.add(new Mutation("C4", "an event after the terminal state", dump -> {
            var end = dump.lastOf(id(plain(11)));
            dump.append(RecordCopies.next(dump, end, ModelState.QUEUED, null));
            dump.editRow(
                    id(plain(11)),
                    row -> RecordCopies.row(row, row.company(), row.state(), end.seq() + 1, row.result()));
        }));
        mutations.add(new Mutation("C4", "a client that reads an earlier state", dump -> {
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
        return mutations;
    }
}
