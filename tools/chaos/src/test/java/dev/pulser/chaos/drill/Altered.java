// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import static dev.pulser.chaos.drill.GoodRun.id;

import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.journal.Call;
import dev.pulser.chaos.journal.Hash;
import dev.pulser.chaos.script.Script;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Copies of records with one thing changed. */
final class Altered {

    private Altered() {}

    static Sent.Submission phase(Sent.Submission sent, Phase phase) {
        return new Sent.Submission(
                sent.door(),
                sent.company(),
                sent.type(),
                sent.nonce(),
                sent.key(),
                sent.script(),
                phase,
                sent.invoked(),
                sent.completed(),
                sent.status(),
                sent.taskId(),
                sent.clash());
    }

    static Sent.Submission script(Sent.Submission sent, Script script) {
        return new Sent.Submission(
                sent.door(),
                sent.company(),
                sent.type(),
                sent.nonce(),
                sent.key(),
                script,
                sent.phase(),
                sent.invoked(),
                sent.completed(),
                sent.status(),
                sent.taskId(),
                sent.clash());
    }

    /** Refused by REST. */
    static Sent.Submission refused(Sent.Submission sent) {
        return new Sent.Submission(
                sent.door(),
                sent.company(),
                sent.type(),
                sent.nonce(),
                sent.key(),
                sent.script(),
                Phase.FAIL,
                sent.invoked(),
                sent.completed(),
                422,
                null,
                sent.clash());
    }

    static Sent.Submission company(Sent.Submission sent, String company) {
        return new Sent.Submission(
                sent.door(),
                company,
                sent.type(),
                sent.nonce(),
                sent.key(),
                sent.script(),
                sent.phase(),
                sent.invoked(),
                sent.completed(),
                sent.status(),
                sent.taskId(),
                sent.clash());
    }

    static Sent.Submission withId(Sent.Submission sent, String id) {
        return new Sent.Submission(
                sent.door(),
                sent.company(),
                sent.type(),
                sent.nonce(),
                sent.key(),
                sent.script(),
                sent.phase(),
                sent.invoked(),
                sent.completed(),
                sent.status(),
                id,
                sent.clash());
    }

    static Sent.Submission resubmission(Dump dump, int number) {
        return dump.submissions.stream()
                .filter(sent -> sent.nonce().equals("nonce-" + number))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    /** The same task once more under another id, with everything that belongs to it. */
    static void copyTask(Dump dump, int number, String id) {
        for (var event : dump.eventsOf(id(number))) {
            dump.append(new TaskEvent(
                    new Place(Dump.EVENTS, 0, 50_000 + event.seq()),
                    "copy " + event.seq(),
                    id,
                    event.company(),
                    event.seq(),
                    event.at(),
                    event.state(),
                    event.agent(),
                    event.attempt(),
                    event.epoch(),
                    event.code(),
                    event.result(),
                    event.task()));
        }
        var row = dump.rows.stream()
                .filter(each -> each.taskId().equals(id(number)))
                .findFirst()
                .orElseThrow();
        dump.rows.add(new Rows.OfTask(
                row.company(), id, row.state(), row.agent(), row.attempt(), row.seq(), row.result(), row.nonce()));
        var call = callOf(dump, id(number), 1);
        dump.calls.add(copy(call, "copy", id + "/0", 1, 1));
    }

    static TaskEvent next(Dump dump, TaskEvent end, State state, @Nullable String result) {
        return Dump.at(Dump.with(end, end.seq() + 1, state, result), freePlace(dump, end), end.at());
    }

    static Place freePlace(Dump dump, TaskEvent event) {
        return new Place(
                Dump.EVENTS,
                event.place().partition(),
                dump.events.stream()
                                .mapToLong(each -> each.place().offset())
                                .max()
                                .orElseThrow()
                        + 1);
    }

    /** A crash, so that a call without a hand-out is nothing that can be held against anyone. */
    static void allowCalls(Dump dump, TaskEvent event) {
        var first = dump.submissions.getFirst().invoked();
        var at = new Moment(
                first.nanos() + Duration.between(first.wall(), event.at()).toNanos(), event.at());
        dump.windows.add(new Faults.Window("kill-routing", at, at, true, "gone"));
    }

    static TaskEvent epoch(TaskEvent event, int epoch) {
        return new TaskEvent(
                event.place(),
                event.digest(),
                event.taskId(),
                event.company(),
                event.seq(),
                event.at(),
                event.state(),
                event.agent(),
                event.attempt(),
                epoch,
                event.code(),
                event.result(),
                event.task());
    }

    static TaskEvent failed(TaskEvent event) {
        return new TaskEvent(
                event.place(),
                event.digest(),
                event.taskId(),
                event.company(),
                event.seq(),
                event.at(),
                State.FAILED,
                event.agent(),
                event.attempt(),
                event.epoch(),
                "agent-unavailable",
                null,
                event.task());
    }

    static Rows.OfTask row(Rows.OfTask row, String company, State state, int seq, @Nullable String result) {
        return new Rows.OfTask(company, row.taskId(), state, row.agent(), row.attempt(), seq, result, row.nonce());
    }

    static Rows.OfEvent state(Rows.OfEvent row, State state) {
        return new Rows.OfEvent(row.company(), row.taskId(), row.seq(), state, row.attempt(), row.epoch());
    }

    static Call callOf(Dump dump, String id, int attempt) {
        return dump.calls.stream()
                .filter(call -> call.taskId().equals(id) && call.attempt() == attempt)
                .findFirst()
                .orElseThrow();
    }

    /** As if the work had been done all the same. */
    static Call answered(Call call) {
        return new Call(
                call.id(),
                call.agent(),
                call.key(),
                call.attempt(),
                call.epoch(),
                call.nonce(),
                call.bodyHash(),
                call.step(),
                call.began(),
                call.ended(),
                Hash.of("late " + call.id()),
                call.retryAfter());
    }

    static Call copy(Call call, String id, String key, int attempt, int epoch) {
        return new Call(
                id,
                call.agent(),
                key,
                attempt,
                epoch,
                call.nonce(),
                call.bodyHash(),
                call.step(),
                call.began(),
                call.ended(),
                call.replyHash(),
                call.retryAfter());
    }

    static Call began(Call call, Call before, Duration after) {
        var from = Objects.requireNonNull(before.ended()).plus(after);
        return new Call(
                call.id(),
                call.agent(),
                call.key(),
                call.attempt(),
                call.epoch(),
                call.nonce(),
                call.bodyHash(),
                call.step(),
                from,
                from.plus(Duration.ofMillis(2)),
                call.replyHash(),
                call.retryAfter());
    }

    static DeadLetter letterOf(Dump dump, int number) {
        return dump.letters.stream()
                .filter(letter -> id(number).equals(letter.taskId()))
                .findFirst()
                .orElseThrow();
    }

    static DeadLetter letter(DeadLetter letter, String code, @Nullable String originalHash) {
        return new DeadLetter(
                letter.place(),
                letter.digest(),
                letter.taskId(),
                letter.company(),
                code,
                letter.source(),
                originalHash);
    }

    static void dropLetter(Dump dump, Predicate<DeadLetter> which) {
        var letter = dump.letters.stream().filter(which).findFirst().orElseThrow();
        dump.letters.remove(letter);
        dump.second.remove(letter.place());
        dump.letterRows.removeIf(row -> isRowOf(row, letter));
    }

    static boolean isRowOf(Rows.OfLetter row, DeadLetter letter) {
        return Map.entry(row.partition(), row.offset())
                .equals(Map.entry(letter.place().partition(), letter.place().offset()));
    }

    static void editLetter(Dump dump, Predicate<DeadLetter> which, UnaryOperator<DeadLetter> edit) {
        var letter = dump.letters.stream().filter(which).findFirst().orElseThrow();
        var edited = edit.apply(letter);
        dropLetter(dump, letter::equals);
        dump.append(edited);
    }
}
