// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.drill;

import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Offsets;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.evidence.Terms;
import dev.pulser.chaos.evidence.View;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.journal.Call;
import dev.pulser.chaos.journal.Hash;
import dev.pulser.chaos.script.Script;
import dev.pulser.chaos.script.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a Pulser that keeps every promise leaves behind: {@value #TASKS} tasks through three doors, with failures, dead
 * letters, repeated keys, a replay, bad records and two crashes. Always the same.
 */
final class GoodRun {

    static final int TASKS = 400;
    static final List<Duration> DELAYS =
            List.of(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofMillis(1250));

    private static final Moment START = new Moment(1_000_000_000L, Instant.parse("2026-11-22T12:00:00Z"));
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Dump dump;
    private final long[] nextOffset = new long[4];
    private long nextLetter;
    private Moment now = START;

    private GoodRun(Dump dump) {
        this.dump = dump;
    }

    static Dump dump() {
        var terms = new Terms(
                7,
                600,
                DELAYS,
                LIMIT,
                Duration.ofSeconds(6),
                Set.of("once"),
                Set.of("kill-adapters", "kill-redis"),
                true);
        var run = new GoodRun(new Dump(terms));
        for (int number = 0; number < TASKS; number++) {
            run.task(number);
        }
        run.faults();
        run.replay(id(doomed(0)));
        run.offsets();
        return run.dump;
    }

    static String id(int number) {
        return "tsk_%032x".formatted(number);
    }

    /** The number of the {@code index}th task of a kind. */
    static int plain(int index) {
        return 10 * index;
    }

    static int retried(int index) {
        return 10 * index + 1;
    }

    static int doomed(int index) {
        return 10 * index + 2;
    }

    static int keyed(int index) {
        return 10 * index + 3;
    }

    /** With a key; its agent does not answer in time at first. */
    static int slow(int index) {
        return 10 * index + 7;
    }

    static int once(int index) {
        return 10 * index + 4;
    }

    /** Sent through Kafka, of another company. */
    static int foreign(int index) {
        return 10 * index + 5;
    }

    private static Script script(int number) {
        return switch (number % 10) {
            case 1, 6, 8 -> Script.of(Step.UNAVAILABLE, Step.BUSY);
            case 2 -> Script.of(Step.UNAVAILABLE, Step.RESET, Step.MALFORMED, Step.UNAVAILABLE);
            case 4 -> Script.of(Step.UNAVAILABLE);
            case 7 -> Script.of(Step.HANG);
            default -> Script.of();
        };
    }

    private void task(int number) {
        boolean rest = number % 10 != 5;
        var company = rest ? "default" : "acme";
        var agent = number % 10 == 4 ? "once" : number % 2 == 0 ? "steady" : "tools";
        var key = number % 10 == 3 || number % 10 == 7 ? "key-" + number : null;
        var nonce = "nonce-" + number;
        submit(number, rest, company, nonce, key);
        if (key != null) {
            submit(number, rest, company, nonce, key);
            clash(number, company, key);
        }
        look(number, rest, State.QUEUED, 0);
        run(id(number), number, company, agent, nonce, script(number), null);
        var last = dump.lastOf(id(number));
        look(number, rest, last.state(), last.attempt());
        if (rest) {
            dump.views.add(new View(id(number), 200, last.state(), last.attempt(), last.result()));
        }
    }

    private void submit(int number, boolean rest, String company, String nonce, @Nullable String key) {
        var from = tick(1);
        dump.submissions.add(new Sent.Submission(
                rest ? "rest" : "kafka",
                company,
                "type",
                nonce,
                key,
                script(number),
                Phase.OK,
                from,
                tick(1),
                rest ? 202 : 0,
                rest ? id(number) : null,
                false));
    }

    private void clash(int number, String company, String key) {
        var from = tick(1);
        dump.submissions.add(new Sent.Submission(
                "rest",
                company,
                "type",
                "clash-" + number,
                key,
                script(number),
                Phase.FAIL,
                from,
                tick(1),
                422,
                null,
                true));
    }

    private void look(int number, boolean rest, State state, int attempts) {
        if (rest) {
            var from = tick(1);
            dump.looks.add(new Sent.Look(number % 5, id(number), from, tick(1), 200, state, attempts));
        }
    }

    private void run(
            String id,
            int number,
            String company,
            String agent,
            String nonce,
            Script script,
            @Nullable String replayOf) {
        int seq = 0;
        for (int attempt = 1; attempt <= DELAYS.size() + 1; attempt++) {
            event(id, number, company, seq++, State.QUEUED, agent, attempt - 1, null, null, nonce, replayOf);
            event(id, number, company, seq++, State.RUNNING, agent, attempt, null, null, nonce, replayOf);
            var step = script.at(attempt);
            var result = call(id, agent, attempt, nonce, step);
            if (step == Step.OK) {
                event(id, number, company, seq, State.COMPLETED, agent, attempt, null, result, nonce, replayOf);
                break;
            }
            boolean last = attempt == DELAYS.size() + 1;
            event(
                    id,
                    number,
                    company,
                    seq++,
                    last ? State.FAILED : State.RETRYING,
                    agent,
                    attempt,
                    step == Step.HANG ? "timeout" : "agent-unavailable",
                    null,
                    nonce,
                    replayOf);
            if (last) {
                dump.append(letter(id, company, "agent-unavailable", null, null));
            } else {
                pause(step, attempt);
            }
        }
        var end = dump.lastOf(id);
        dump.rows.add(new Rows.OfTask(company, id, end.state(), agent, end.attempt(), end.seq(), end.result(), nonce));
    }

    private void pause(Step step, int attempt) {
        var asked = step == Step.BUSY ? Duration.ofSeconds(1) : Duration.ZERO;
        var planned = DELAYS.get(attempt - 1);
        now = now.plus(planned.compareTo(asked) > 0 ? planned : asked);
    }

    /** Returns the task's result. */
    private @Nullable String call(String id, String agent, int attempt, String nonce, Step step) {
        var began = tick(1);
        var callId = id + "-" + attempt;
        var reply = "{\"nonce\":\"" + nonce + "\",\"call\":\"" + callId + "\"}";
        if (step == Step.HANG) {
            now = now.plus(LIMIT);
        }
        dump.calls.add(new Call(
                callId,
                agent,
                id + "/0",
                attempt,
                attempt,
                nonce,
                Hash.of(nonce),
                step,
                began,
                tick(2),
                step == Step.OK ? Hash.of(reply) : null,
                step == Step.BUSY ? Duration.ofSeconds(1) : Duration.ZERO));
        return step == Step.OK ? "{\"success\":true,\"output\":" + reply + "}" : null;
    }

    private void event(
            String id,
            int number,
            String company,
            int seq,
            State state,
            String agent,
            int attempt,
            @Nullable String code,
            @Nullable String result,
            String nonce,
            @Nullable String replayOf) {
        var place = place(number);
        dump.append(new TaskEvent(
                place,
                "digest of " + place,
                id,
                company,
                seq,
                tick(1).wall(),
                state,
                agent,
                attempt,
                attempt,
                code,
                result,
                seq == 0 ? new TaskEvent.TaskFacts(nonce, replayOf) : null));
    }

    private Place place(int number) {
        int partition = number % nextOffset.length;
        return new Place(Dump.EVENTS, partition, nextOffset[partition]++);
    }

    private DeadLetter letter(
            @Nullable String id, String company, String code, @Nullable Place source, @Nullable String hash) {
        var place = new Place(Dump.LETTERS, 0, nextLetter++);
        return new DeadLetter(place, "digest of " + place, id, company, code, source, hash);
    }

    private void replay(String failed) {
        var id = "tsk_%032x".formatted(0xabcdef);
        dump.replays.add(new Sent.Replay(failed, id, Phase.OK));
        run(id, doomed(0), "default", "steady", "nonce-" + doomed(0), Script.of(), failed);
        var last = dump.lastOf(id);
        dump.views.add(new View(id, 200, last.state(), last.attempt(), last.result()));
    }

    private void faults() {
        // In the middle of a task of each agent, long after every other one.
        window("kill-redis", tick(1));
        for (int i = 0; i < 12; i++) {
            var place = new Place("pulser.tasks.low", i % 4, 1_000 + i);
            dump.injected.add(new Faults.Injected(place, Hash.of("bad " + i), Set.of("deserialization")));
            dump.append(letter(null, "default", "deserialization", place, Hash.of("bad " + i)));
        }
        var middle = dump.events.stream()
                .filter(event ->
                        event.state() == State.RUNNING && event.taskId().equals(id(7)))
                .findFirst()
                .orElseThrow();
        var from = new Moment(
                START.nanos()
                        + Duration.between(START.wall(), middle.at())
                                .plusMillis(1)
                                .toNanos(),
                middle.at().plusMillis(1));
        dump.windows.add(new Faults.Window("kill-adapters", from, from.plus(Duration.ofMillis(1)), true, "gone"));
    }

    private void window(String kind, Moment from) {
        dump.windows.add(new Faults.Window(kind, from, tick(1000), true, "connection refused"));
    }

    private void offsets() {
        for (int partition = 0; partition < nextOffset.length; partition++) {
            dump.ends.add(new Offsets.End(Dump.EVENTS, partition, nextOffset[partition], nextOffset[partition]));
            dump.ends.add(new Offsets.End("pulser.tasks.low", partition, 2_000, 2_000));
            dump.committed.add(new Offsets.Committed(START, "routing", "pulser.tasks.low", partition, 100));
            dump.committed.add(new Offsets.Committed(now, "routing", "pulser.tasks.low", partition, 2_000));
            dump.lags.add(new Offsets.Lag("routing", "pulser.tasks.low", partition, 0));
        }
    }

    private Moment tick(long millis) {
        now = now.plus(Duration.ofMillis(millis));
        return now;
    }
}
