// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.evidence.RestTaskView;
import dev.pulser.chaos.evidence.RunParameters;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.evidence.TopicOffsets;
import dev.pulser.chaos.evidence.TopicRecords;
import dev.pulser.chaos.journal.AgentCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mutable evidence. A mutation changes everything that a defect in Pulser would change. */
final class MutableEvidence {

    static final String EVENTS = "pulser.task.events";
    static final String DEAD_LETTERS = "pulser.tasks.dead-letter";

    RunParameters parameters;
    final List<Operations.Submission> submissions = new ArrayList<>();
    final List<Operations.TaskRead> reads = new ArrayList<>();
    final List<Operations.Replay> replays = new ArrayList<>();
    final List<Operations.Cancellation> cancellations = new ArrayList<>();
    final List<FaultLog.FaultWindow> windows = new ArrayList<>();
    final List<FaultLog.PoisonedRecord> poisoned = new ArrayList<>();
    final List<AgentCall> calls = new ArrayList<>();
    final List<TaskEventRecord> events = new ArrayList<>();
    final List<TaskEventRecord> aborted = new ArrayList<>();
    final List<DeadLetterRecord> deadLetters = new ArrayList<>();
    final Map<RecordPosition, String> second = new HashMap<>();
    final List<DatabaseRows.TaskRow> rows = new ArrayList<>();
    final List<DatabaseRows.EventRow> eventRows = new ArrayList<>();
    final List<DatabaseRows.DeadLetterRow> deadLetterRows = new ArrayList<>();
    final List<RestTaskView> views = new ArrayList<>();
    final List<TopicOffsets.PartitionEnd> ends = new ArrayList<>();
    final List<TopicOffsets.CommittedOffset> committed = new ArrayList<>();
    final List<TopicOffsets.GroupLag> lags = new ArrayList<>();

    MutableEvidence(RunParameters parameters) {
        this.parameters = parameters;
    }

    Evidence evidence() {
        return new Evidence(
                parameters,
                new Operations(submissions, reads, replays, cancellations),
                new FaultLog(windows, poisoned),
                calls,
                new TopicRecords(events, aborted, deadLetters, second),
                new DatabaseRows(rows, eventRows, deadLetterRows),
                views,
                new TopicOffsets(ends, committed, lags));
    }

    /** Adds an event to the topic and to the table. */
    void append(TaskEventRecord event) {
        publish(event);
        eventRows.add(new DatabaseRows.EventRow(
                event.company(), event.taskId(), event.seq(), event.state(), event.attempt(), event.epoch()));
    }

    private void publish(TaskEventRecord event) {
        events.add(event);
        second.put(event.position(), event.digest());
    }

    /** Adds a dead letter to the topic and to the table. */
    void append(DeadLetterRecord deadLetter) {
        deadLetters.add(deadLetter);
        second.put(deadLetter.position(), deadLetter.digest());
        deadLetterRows.add(new DatabaseRows.DeadLetterRow(
                deadLetter.company(),
                deadLetter.position().partition(),
                deadLetter.position().offset(),
                deadLetter.taskId(),
                deadLetter.code()));
    }

    List<TaskEventRecord> eventsOf(String id) {
        return events.stream().filter(event -> event.taskId().equals(id)).toList();
    }

    TaskEventRecord lastOf(String id) {
        return eventsOf(id).getLast();
    }

    /** Removes an event from the topic and the table. */
    void dropEvent(TaskEventRecord event) {
        events.remove(event);
        second.remove(event.position());
        eventRows.removeIf(row -> row.taskId().equals(event.taskId()) && row.seq() == event.seq());
    }

    /** Changes an event in the topic only, in both reads. */
    void editEvent(TaskEventRecord event, UnaryOperator<TaskEventRecord> edit) {
        var edited = edit.apply(event);
        events.set(events.indexOf(event), edited);
        second.remove(event.position());
        second.put(edited.position(), edited.digest());
    }

    void editRow(String id, UnaryOperator<DatabaseRows.TaskRow> edit) {
        rows.replaceAll(row -> row.taskId().equals(id) ? edit.apply(row) : row);
    }

    void editEventRow(String id, int seq, UnaryOperator<DatabaseRows.EventRow> edit) {
        eventRows.replaceAll(row -> row.taskId().equals(id) && row.seq() == seq ? edit.apply(row) : row);
    }

    void editView(String id, UnaryOperator<RestTaskView> edit) {
        views.replaceAll(view -> view.taskId().equals(id) ? edit.apply(view) : view);
    }

    void editCall(Predicate<AgentCall> which, UnaryOperator<AgentCall> edit) {
        calls.replaceAll(call -> which.test(call) ? edit.apply(call) : call);
    }

    /** Updates row and view to the last event. */
    void update(String id) {
        var last = lastOf(id);
        editRow(
                id,
                row -> new DatabaseRows.TaskRow(
                        row.company(),
                        id,
                        last.state(),
                        last.agent(),
                        last.attempt(),
                        last.seq(),
                        last.result(),
                        row.nonce()));
        editView(id, view -> new RestTaskView(id, 200, last.state(), last.attempt(), last.result()));
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

    static TaskEventRecord with(TaskEventRecord event, int seq, ModelState state, @Nullable String result) {
        var step = event.step();
        return with(
                event,
                seq,
                new TaskEventRecord.Step(state, step.agent(), step.attempt(), step.epoch(), step.code(), result));
    }

    static TaskEventRecord with(TaskEventRecord event, int seq, TaskEventRecord.Step step) {
        return new TaskEventRecord(
                event.position(), event.digest(), event.taskId(), event.company(), seq, event.at(), step, event.task());
    }

    static TaskEventRecord at(TaskEventRecord event, RecordPosition position, Instant time) {
        return new TaskEventRecord(
                position,
                "digest of " + position,
                event.taskId(),
                event.company(),
                event.seq(),
                time,
                event.step(),
                event.task());
    }
}
