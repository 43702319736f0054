// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Offsets;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.evidence.Terms;
import dev.pulser.chaos.evidence.Topics;
import dev.pulser.chaos.evidence.View;
import dev.pulser.chaos.journal.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Evidence that can be edited. An edit tells the same lie everywhere where a faulty Pulser would. */
final class Dump {

    static final String EVENTS = "pulser.task.events";
    static final String LETTERS = "pulser.tasks.dead-letter";

    Terms terms;
    final List<Sent.Submission> submissions = new ArrayList<>();
    final List<Sent.Look> looks = new ArrayList<>();
    final List<Sent.Replay> replays = new ArrayList<>();
    final List<Sent.Cancellation> cancellations = new ArrayList<>();
    final List<Faults.Window> windows = new ArrayList<>();
    final List<Faults.Injected> injected = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<TaskEvent> events = new ArrayList<>();
    final List<TaskEvent> aborted = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    final Map<Place, String> second = new HashMap<>();
    final List<Rows.OfTask> rows = new ArrayList<>();
    final List<Rows.OfEvent> eventRows = new ArrayList<>();
    final List<Rows.OfLetter> letterRows = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<Offsets.End> ends = new ArrayList<>();
    final List<Offsets.Committed> committed = new ArrayList<>();
    final List<Offsets.Lag> lags = new ArrayList<>();

    Dump(Terms terms) {
        this.terms = terms;
    }

    Evidence evidence() {
        return new Evidence(
                terms,
                new Sent(submissions, looks, replays, cancellations),
                new Faults(windows, injected),
                calls,
                new Topics(events, aborted, letters, second),
                new Rows(rows, eventRows, letterRows),
                views,
                new Offsets(ends, committed, lags));
    }

    /** Writes an event into the topic and into the table. */
    void append(TaskEvent event) {
        publish(event);
        eventRows.add(new Rows.OfEvent(
                event.company(), event.taskId(), event.seq(), event.state(), event.attempt(), event.epoch()));
    }

    private void publish(TaskEvent event) {
        events.add(event);
        second.put(event.place(), event.digest());
    }

    /** Writes a dead letter into the topic and into the table. */
    void append(DeadLetter letter) {
        letters.add(letter);
        second.put(letter.place(), letter.digest());
        letterRows.add(new Rows.OfLetter(
                letter.company(), letter.place().partition(), letter.place().offset(), letter.taskId(), letter.code()));
    }

    List<TaskEvent> eventsOf(String id) {
        return events.stream().filter(event -> event.taskId().equals(id)).toList();
    }

    TaskEvent lastOf(String id) {
        return eventsOf(id).getLast();
    }

    /** Takes an event out of the topic and the table. */
    void dropEvent(TaskEvent event) {
        events.remove(event);
        second.remove(event.place());
        eventRows.removeIf(row -> row.taskId().equals(event.taskId()) && row.seq() == event.seq());
    }

    /** Changes an event in the topic only; both reads agree about it. */
    void editEvent(TaskEvent event, UnaryOperator<TaskEvent> edit) {
        var edited = edit.apply(event);
        events.set(events.indexOf(event), edited);
        second.remove(event.place());
        second.put(edited.place(), edited.digest());
    }

    void editRow(String id, UnaryOperator<Rows.OfTask> edit) {
        rows.replaceAll(row -> row.taskId().equals(id) ? edit.apply(row) : row);
    }

    void editEventRow(String id, int seq, UnaryOperator<Rows.OfEvent> edit) {
        eventRows.replaceAll(row -> row.taskId().equals(id) && row.seq() == seq ? edit.apply(row) : row);
    }

    void editView(String id, UnaryOperator<View> edit) {
        views.replaceAll(view -> view.taskId().equals(id) ? edit.apply(view) : view);
    }

    void editCall(Predicate<Call> which, UnaryOperator<Call> edit) {
        calls.replaceAll(call -> which.test(call) ? edit.apply(call) : call);
    }

    /** Row and view follow the last event that is left. */
    void follow(String id) {
        var last = lastOf(id);
        editRow(
                id,
                row -> new Rows.OfTask(
                        row.company(),
                        id,
                        last.state(),
                        last.agent(),
                        last.attempt(),
                        last.seq(),
                        last.result(),
                        row.nonce()));
        editView(id, view -> new View(id, 200, last.state(), last.attempt(), last.result()));
    }

    void dropTask(String id) {
        var nonce = nonceOf(id);
        eventsOf(id).forEach(this::dropEvent);
        rows.removeIf(row -> row.taskId().equals(id));
        views.removeIf(view -> view.taskId().equals(id));
        calls.removeIf(call -> call.nonce().equals(nonce));
    }

    String nonceOf(String id) {
        return rows.stream()
                .filter(row -> row.taskId().equals(id))
                .findFirst()
                .orElseThrow()
                .nonce();
    }

    static TaskEvent with(TaskEvent event, int seq, State state, @Nullable String result) {
        return new TaskEvent(
                event.place(),
                event.digest(),
                event.taskId(),
                event.company(),
                seq,
                event.at(),
                state,
                event.agent(),
                event.attempt(),
                event.epoch(),
                event.code(),
                result,
                event.task());
    }

    static TaskEvent at(TaskEvent event, Place place, Instant time) {
        return new TaskEvent(
                place,
                "digest of " + place,
                event.taskId(),
                event.company(),
                event.seq(),
                time,
                event.state(),
                event.agent(),
                event.attempt(),
                event.epoch(),
                event.code(),
                event.result(),
                event.task());
    }
}
