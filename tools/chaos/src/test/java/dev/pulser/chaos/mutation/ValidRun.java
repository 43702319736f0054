// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.mutation;

import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.evidence.RestTaskView;
import dev.pulser.chaos.evidence.RunParameters;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.evidence.TopicOffsets;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.journal.AgentCall;
import dev.pulser.chaos.journal.Sha256;
import dev.pulser.chaos.script.AgentScript;
import dev.pulser.chaos.script.ScriptStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of a run without violations: {@value #TASKS} tasks by REST and Kafka, with failures, dead letters, repeated keys, a
 * replay, malformed records and two crashes. Always the same.
 */
final class ValidRun {

    static final int TASKS = 400;
    static final List<Duration> DELAYS =
            List.of(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofMillis(1250));

    private static final Moment START = new Moment(1_000_000_000L, Instant.parse("2026-11-22T12:00:00Z"));
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final MutableEvidence dump;
    private final long[] nextOffset = new long[4];
    private long nextLetter;
    private Moment now = START;

    private ValidRun(MutableEvidence dump) {
        this.dump = dump;
    }

    static MutableEvidence dump() {
        var parameters = new RunParameters(
                7,
                600,
                DELAYS,
                LIMIT,
                Duration.ofSeconds(6),
                Set.of("once"),
                Set.of("kill-adapters", "kill-redis"),
                true);
        var run = new ValidRun(new MutableEvidence(parameters));
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

    /** Returns the number of the {@code index}th task without failures. */
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

    /** Returns the number of a task with a key whose first attempt times out. */
    static int slow(int index) {
        return 10 * index + 7;
    }

    static int once(int index) {
        return 10 * index + 4;
    }

    /** Returns the number of a task of another company, sent by Kafka. */
    static int foreign(int index) {
        return 10 * index + 5;
    }

    /** Returns the number of a task with a key whose first attempt times out. */
    static int timedOut(int index) {
        return 10 * index + 7;
    }

    private static AgentScript script(int number) {
        return switch (number % 10) {
            case 1, 6, 8 -> AgentScript.of(ScriptStep.UNAVAILABLE, ScriptStep.BUSY);
            case 2 ->
                AgentScript.of(ScriptStep.UNAVAILABLE, ScriptStep.RESET, ScriptStep.MALFORMED, ScriptStep.UNAVAILABLE);
            case 4 -> AgentScript.of(ScriptStep.UNAVAILABLE);
            case 7 -> AgentScript.of(ScriptStep.HANG);
            default -> AgentScript.of();
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
            conflict(number, company, key);
        }
        read(number, rest, ModelState.QUEUED, 0);
        run(id(number), number, company, agent, nonce, script(number), null);
        var last = dump.lastOf(id(number));
        read(number, rest, last.state(), last.attempt());
        if (rest) {
            dump.views.add(new RestTaskView(id(number), 200, last.state(), last.attempt(), last.result()));
        }
    }

    private void submit(int number, boolean rest, String company, String nonce, @Nullable String key) {
        var from = tick(1);
        dump.submissions.add(new Operations.Submission(
                new Operations.SentTask(company, "type", nonce, key, script(number)),
                rest ? "rest" : "kafka",
                false,
                OperationPhase.OK,
                from,
                tick(1),
                rest ? 202 : 0,
                rest ? id(number) : null));
    }

    private void conflict(int number, String company, String key) {
        var from = tick(1);
        dump.submissions.add(new Operations.Submission(
                new Operations.SentTask(company, "type", "conflict-" + number, key, script(number)),
                "rest",
                true,
                OperationPhase.FAIL,
                from,
                tick(1),
                422,
                null));
    }

    private void read(int number, boolean rest, ModelState state, int attempts) {
        if (rest) {
            var from = tick(1);
            dump.reads.add(new Operations.TaskRead(number % 5, id(number), from, tick(1), 200, state, attempts));
        }
    }

    private void run(
            String id,
            int number,
            String company,
            String agent,
            String nonce,
            AgentScript script,
            @Nullable String replayOf) {
        int seq = 0;
        for (int attempt = 1; attempt <= DELAYS.size() + 1; attempt++) {
            event(id, number, company, seq++, ModelState.QUEUED, agent, attempt - 1, null, null, nonce, replayOf);
            event(id, number, company, seq++, ModelState.RUNNING, agent, attempt, null, null, nonce, replayOf);
            var step = script.at(attempt);
            var result = call(id, agent, attempt, nonce, step);
            if (step == ScriptStep.OK) {
                event(id, number, company, seq, ModelState.COMPLETED, agent, attempt, null, result, nonce, replayOf);
                break;
            }
            boolean last = attempt == DELAYS.size() + 1;
            event(
                    id,
                    number,
                    company,
                    seq++,
                    last ? ModelState.FAILED : ModelState.RETRYING,
                    agent,
                    attempt,
                    step == ScriptStep.HANG ? "timeout" : "agent-unavailable",
                    null,
                    nonce,
                    replayOf);
            if (last) {
                dump.append(deadLetter(id, company, "agent-unavailable", null, null));
            } else {
                pause(step, attempt);
            }
        }
        var end = dump.lastOf(id);
        dump.rows.add(new DatabaseRows.TaskRow(
                company, id, end.state(), agent, end.attempt(), end.seq(), end.result(), nonce));
    }

    private void pause(ScriptStep step, int attempt) {
        var asked = step == ScriptStep.BUSY ? Duration.ofSeconds(1) : Duration.ZERO;
        var planned = DELAYS.get(attempt - 1);
        now = now.plus(planned.compareTo(asked) > 0 ? planned : asked);
    }

    /** Returns the result of the task. */
    private @Nullable String call(String id, String agent, int attempt, String nonce, ScriptStep step) {
        var began = tick(1);
        var callId = id + "-" + attempt;
        var reply = "{\"nonce\":\"" + nonce + "\",\"call\":\"" + callId + "\"}";
        if (step == ScriptStep.HANG) {
            now = now.plus(LIMIT);
        }
        dump.calls.add(new AgentCall(
                callId,
                agent,
                new AgentCall.Request(id + "/0", attempt, attempt, nonce, Sha256.of(nonce)),
                step,
                began,
                tick(2),
                step == ScriptStep.OK ? Sha256.of(reply) : null,
                step == ScriptStep.BUSY ? Duration.ofSeconds(1) : Duration.ZERO));
        return step == ScriptStep.OK ? "{\"success\":true,\"output\":" + reply + "}" : null;
    }

    private void event(
            String id,
            int number,
            String company,
            int seq,
            ModelState state,
            String agent,
            int attempt,
            @Nullable String code,
            @Nullable String result,
            String nonce,
            @Nullable String replayOf) {
        var position = position(number);
        dump.append(new TaskEventRecord(
                position,
                "digest of " + position,
                id,
                company,
                seq,
                tick(1).wall(),
                new TaskEventRecord.Step(state, agent, attempt, attempt, code, result),
                seq == 0 ? new TaskEventRecord.SubmittedTask(nonce, replayOf) : null));
    }

    private RecordPosition position(int number) {
        int partition = number % nextOffset.length;
        return new RecordPosition(MutableEvidence.EVENTS, partition, nextOffset[partition]++);
    }

    private DeadLetterRecord deadLetter(
            @Nullable String id, String company, String code, @Nullable RecordPosition source, @Nullable String hash) {
        var place = new RecordPosition(MutableEvidence.DEAD_LETTERS, 0, nextLetter++);
        return new DeadLetterRecord(place, "digest of " + place, id, company, code, source, hash);
    }

    private void replay(String failed) {
        var id = "tsk_%032x".formatted(0xabcdef);
        dump.replays.add(new Operations.Replay(failed, id, OperationPhase.OK));
        run(id, doomed(0), "default", "steady", "nonce-" + doomed(0), AgentScript.of(), failed);
        var last = dump.lastOf(id);
        dump.views.add(new RestTaskView(id, 200, last.state(), last.attempt(), last.result()));
    }

    private void faults() {
        // In the middle of a task of each agent, long after every other one.
        window("kill-redis", tick(1));
        for (int i = 0; i < 12; i++) {
            var place = new RecordPosition("pulser.tasks.low", i % 4, 1_000 + i);
            dump.poisoned.add(new FaultLog.PoisonedRecord(place, Sha256.of("bad " + i), Set.of("deserialization")));
            dump.append(deadLetter(null, "default", "deserialization", place, Sha256.of("bad " + i)));
        }
        var middle = dump.events.stream()
                .filter(event ->
                        event.state() == ModelState.RUNNING && event.taskId().equals(id(7)))
                .findFirst()
                .orElseThrow();
        var from = new Moment(
                START.nanos()
                        + Duration.between(START.wall(), middle.at())
                                .plusMillis(1)
                                .toNanos(),
                middle.at().plusMillis(1));
        dump.windows.add(
                new FaultLog.FaultWindow("kill-adapters", from, from.plus(Duration.ofMillis(1)), true, "gone"));
    }

    private void window(String kind, Moment from) {
        dump.windows.add(new FaultLog.FaultWindow(kind, from, tick(1000), true, "connection refused"));
    }

    private void offsets() {
        for (int partition = 0; partition < nextOffset.length; partition++) {
            dump.ends.add(new TopicOffsets.PartitionEnd(
                    MutableEvidence.EVENTS, partition, nextOffset[partition], nextOffset[partition]));
            dump.ends.add(new TopicOffsets.PartitionEnd("pulser.tasks.low", partition, 2_000, 2_000));
            dump.committed.add(new TopicOffsets.CommittedOffset(START, "routing", "pulser.tasks.low", partition, 100));
            dump.committed.add(new TopicOffsets.CommittedOffset(now, "routing", "pulser.tasks.low", partition, 2_000));
            dump.lags.add(new TopicOffsets.GroupLag("routing", "pulser.tasks.low", partition, 0));
        }
    }

    private Moment tick(long millis) {
        now = now.plus(Duration.ofMillis(millis));
        return now;
    }
}
