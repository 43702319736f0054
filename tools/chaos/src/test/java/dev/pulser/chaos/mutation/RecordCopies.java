// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import static dev.pulser.chaos.mutation.ValidRun.id;

import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.journal.AgentCall;
import dev.pulser.chaos.journal.Sha256;
import dev.pulser.chaos.script.AgentScript;
import dev.pulser.chaos.script.ScriptStep;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies of records with one change. */
final class RecordCopies {

    private RecordCopies() {}

    private static Operations.Submission with(
            Operations.Submission sent, OperationPhase phase, int status, @Nullable String taskId) {
        return new Operations.Submission(
                sent.task(), sent.channel(), sent.conflict(), phase, sent.invoked(), sent.completed(), status, taskId);
    }

    private static Operations.Submission with(Operations.Submission sent, Operations.SentTask task) {
        return new Operations.Submission(
                task,
                sent.channel(),
                sent.conflict(),
                sent.phase(),
                sent.invoked(),
                sent.completed(),
                sent.status(),
                sent.taskId());
    }

    static Operations.Submission phase(Operations.Submission sent, OperationPhase phase) {
        return with(sent, phase, sent.status(), sent.taskId());
    }

    static Operations.Submission script(Operations.Submission sent, AgentScript script) {
        return with(sent, new Operations.SentTask(sent.company(), sent.type(), sent.nonce(), sent.key(), script));
    }

    static Operations.Submission rejected(Operations.Submission sent) {
        return with(sent, OperationPhase.FAIL, 422, null);
    }

    static Operations.Submission company(Operations.Submission sent, String company) {
        return with(sent, new Operations.SentTask(company, sent.type(), sent.nonce(), sent.key(), sent.script()));
    }

    static Operations.Submission withId(Operations.Submission sent, String id) {
        return with(sent, sent.phase(), sent.status(), id);
    }

    static Operations.Submission resubmission(MutableEvidence dump, int number) {
        return dump.submissions.stream()
                .filter(sent -> sent.nonce().equals("nonce-" + number))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    /** Copies a task and everything that belongs to it to another id. */
    static void copyTask(MutableEvidence dump, int number, String id) {
        for (var event : dump.eventsOf(id(number))) {
            dump.append(new TaskEventRecord(
                    new RecordPosition(MutableEvidence.EVENTS, 0, 50_000 + event.seq()),
                    "copy " + event.seq(),
                    id,
                    event.company(),
                    event.seq(),
                    event.at(),
                    event.step(),
                    event.task()));
        }
        var row = dump.rows.stream()
                .filter(each -> each.taskId().equals(id(number)))
                .findFirst()
                .orElseThrow();
        dump.rows.add(new DatabaseRows.TaskRow(
                row.company(), id, row.state(), row.agent(), row.attempt(), row.seq(), row.result(), row.nonce()));
        var call = callOf(dump, id(number), 1);
        dump.calls.add(copy(call, "copy", id + "/0", 1, 1));
    }

    static TaskEventRecord next(MutableEvidence dump, TaskEventRecord end, ModelState state, @Nullable String result) {
        return MutableEvidence.at(
                MutableEvidence.with(end, end.seq() + 1, state, result), freePosition(dump, end), end.at());
    }

    static RecordPosition freePosition(MutableEvidence dump, TaskEventRecord event) {
        return new RecordPosition(
                MutableEvidence.EVENTS,
                event.position().partition(),
                dump.events.stream()
                                .mapToLong(each -> each.position().offset())
                                .max()
                                .orElseThrow()
                        + 1);
    }

    /** Adds a crash that allows a call without a dispatch. */
    static void allowCalls(MutableEvidence dump, TaskEventRecord event) {
        var first = dump.submissions.getFirst().invoked();
        var at = new Moment(
                first.nanos() + Duration.between(first.wall(), event.at()).toNanos(), event.at());
        dump.windows.add(new FaultLog.FaultWindow("kill-routing", at, at, true, "gone"));
    }

    static TaskEventRecord epoch(TaskEventRecord event, int epoch) {
        var step = event.step();
        return MutableEvidence.with(
                event,
                event.seq(),
                new TaskEventRecord.Step(
                        step.state(), step.agent(), step.attempt(), epoch, step.code(), step.result()));
    }

    static TaskEventRecord failed(TaskEventRecord event) {
        var step = event.step();
        return MutableEvidence.with(
                event,
                event.seq(),
                new TaskEventRecord.Step(
                        ModelState.FAILED, step.agent(), step.attempt(), step.epoch(), "agent-unavailable", null));
    }

    static DatabaseRows.TaskRow row(
            DatabaseRows.TaskRow row, String company, ModelState state, int seq, @Nullable String result) {
        return new DatabaseRows.TaskRow(
                company, row.taskId(), state, row.agent(), row.attempt(), seq, result, row.nonce());
    }

    static DatabaseRows.EventRow state(DatabaseRows.EventRow row, ModelState state) {
        return new DatabaseRows.EventRow(row.company(), row.taskId(), row.seq(), state, row.attempt(), row.epoch());
    }

    static AgentCall callOf(MutableEvidence dump, String id, int attempt) {
        return dump.calls.stream()
                .filter(call -> call.taskId().equals(id) && call.attempt() == attempt)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the call as if the work had been done. */
    static AgentCall answered(AgentCall call) {
        return new AgentCall(
                call.id(),
                call.agent(),
                call.request(),
                call.step(),
                call.began(),
                call.ended(),
                Sha256.of("late " + call.id()),
                call.retryAfter());
    }

    static AgentCall step(AgentCall call, ScriptStep step) {
        return new AgentCall(
                call.id(), call.agent(), call.request(), step, call.began(), call.ended(), null, Duration.ZERO);
    }

    static AgentCall copy(AgentCall call, String id, String key, int attempt, int epoch) {
        return new AgentCall(
                id,
                call.agent(),
                new AgentCall.Request(
                        key, attempt, epoch, call.nonce(), call.request().bodyHash()),
                call.step(),
                call.began(),
                call.ended(),
                call.replyHash(),
                call.retryAfter());
    }

    static AgentCall began(AgentCall call, AgentCall before, Duration after) {
        var from = Objects.requireNonNull(before.ended()).plus(after);
        return new AgentCall(
                call.id(),
                call.agent(),
                call.request(),
                call.step(),
                from,
                from.plus(Duration.ofMillis(2)),
                call.replyHash(),
                call.retryAfter());
    }

    static DeadLetterRecord deadLetterOf(MutableEvidence dump, int number) {
        return dump.deadLetters.stream()
                .filter(deadLetter -> id(number).equals(deadLetter.taskId()))
                .findFirst()
                .orElseThrow();
    }

    static DeadLetterRecord deadLetter(DeadLetterRecord deadLetter, String code, @Nullable String originalHash) {
        return new DeadLetterRecord(
                deadLetter.position(),
                deadLetter.digest(),
                deadLetter.taskId(),
                deadLetter.company(),
                code,
                deadLetter.source(),
                originalHash);
    }

    static void dropDeadLetter(MutableEvidence dump, Predicate<DeadLetterRecord> which) {
        var deadLetter = dump.deadLetters.stream().filter(which).findFirst().orElseThrow();
        dump.deadLetters.remove(deadLetter);
        dump.second.remove(deadLetter.position());
        dump.deadLetterRows.removeIf(row -> isRowOf(row, deadLetter));
    }

    static boolean isRowOf(DatabaseRows.DeadLetterRow row, DeadLetterRecord deadLetter) {
        return Map.entry(row.partition(), row.offset())
                .equals(Map.entry(
                        deadLetter.position().partition(), deadLetter.position().offset()));
    }

    static void editDeadLetter(
            MutableEvidence dump, Predicate<DeadLetterRecord> which, UnaryOperator<DeadLetterRecord> edit) {
        var deadLetter = dump.deadLetters.stream().filter(which).findFirst().orElseThrow();
        var edited = edit.apply(deadLetter);
        dropDeadLetter(dump, deadLetter::equals);
        dump.append(edited);
    }
}
