// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.SortedEvidence;
import dev.pulser.chaos.check.TaskHistory;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.journal.AgentCall;
import dev.pulser.chaos.script.ScriptStep;
import java.time.Duration;
import java.util.Set;

/** Check of the delays between attempts (R6). */
public final class RetryDelayCheck implements Check {

    /** Tolerance for times in whole milliseconds. */
    private static final Duration TOLERANCE = Duration.ofMillis(2);

    /** Allowed lateness of an attempt. */
    private static final Duration LATENESS = Duration.ofSeconds(5);

    /** Codes of deferred attempts, which did not reach the agent. */
    private static final Set<String> DEFERRED = Set.of(
            "breaker-open",
            "bulkhead-full",
            "retry-budget",
            "tool-limit-reached",
            "tool-definition-changed",
            "tool-not-approved");

    /** Code of an attempt that reached its time limit. */
    private static final String TIMEOUT = "timeout";

    private static final Duration MAX_DEFERRAL = Duration.ofSeconds(30);

    /** Allowed time of recovery after a fault. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "C7";
    }

    @Override
    public String rule() {
        return "An attempt starts no earlier, and not much later, than planned.";
    }

    @Override
    public long minimum() {
        return 100;
    }

    @Override
    public Findings run(SortedEvidence run) {
        var findings = new Findings.Builder(id());
        for (var task : run.tasks().values()) {
            for (int i = 1; i < task.calls().size(); i++) {
                var before = task.calls().get(i - 1);
                var after = task.calls().get(i);
                if (after.attempt() == before.attempt() + 1) {
                    findings.checked();
                    notTooEarly(run, task, before, after, findings);
                }
            }
            for (int i = 1; i < task.events().size(); i++) {
                var before = task.events().get(i - 1);
                var after = task.events().get(i);
                if (before.state() == ModelState.RETRYING && after.state() == ModelState.QUEUED) {
                    findings.checked();
                    timeoutNotTooEarly(run, task, before, after, findings);
                    notTooLate(run, task, before, after, findings);
                }
            }
        }
        return findings.findings();
    }

    /**
     * Checks the time from a failed call to the next one, by the monotonic clock of the agents. Only the caller knows when a
     * call timed out, possibly before a slow agent noticed it: the lane's events are checked then.
     */
    private static void notTooEarly(
            SortedEvidence run, TaskHistory task, AgentCall before, AgentCall after, Findings.Builder findings) {
        if (timedOut(task, before.attempt())) {
            return;
        }
        var failed = before.step() == ScriptStep.HANG
                        || before.ended() == null
                        || before.reply().isPresent()
                ? before.began()
                : before.ended();
        var gap = after.began().since(failed);
        var least = longer(planned(run, before.attempt()), before.retryAfter());
        if (gap.plus(TOLERANCE).compareTo(least) < 0) {
            findings.violation(
                    task.taskId(),
                    "starts attempt %d after %d ms, planned are %d ms"
                            .formatted(after.attempt(), gap.toMillis(), least.toMillis()));
        }
    }

    private static boolean timedOut(TaskHistory task, int attempt) {
        return task.events().stream()
                .anyMatch(event -> event.state() == ModelState.RETRYING
                        && event.attempt() == attempt
                        && TIMEOUT.equals(event.code()));
    }

    /** Checks the time from the event of a timeout to the task being queued again, by the clock of the lane. */
    private static void timeoutNotTooEarly(
            SortedEvidence run,
            TaskHistory task,
            TaskEventRecord failed,
            TaskEventRecord again,
            Findings.Builder findings) {
        var gap = Duration.between(failed.at(), again.at());
        var least = planned(run, failed.attempt());
        if (TIMEOUT.equals(failed.code()) && gap.plus(TOLERANCE).compareTo(least) < 0) {
            findings.violation(
                    task.taskId(),
                    "is queued again %d ms after the timeout of attempt %d, planned are %d ms"
                            .formatted(gap.toMillis(), failed.attempt(), least.toMillis()));
        }
    }

    /** Checks the time from the event of the failure to the task being queued again, by the clock of the lane. */
    private static void notTooLate(
            SortedEvidence run,
            TaskHistory task,
            TaskEventRecord failed,
            TaskEventRecord again,
            Findings.Builder findings) {
        var planned = failed.code() != null && DEFERRED.contains(failed.code())
                ? MAX_DEFERRAL
                : planned(run, failed.attempt());
        var asked = task.calls().stream()
                .filter(call -> call.attempt() == failed.attempt())
                .map(AgentCall::retryAfter)
                .reduce(Duration.ZERO, RetryDelayCheck::longer);
        var most = longer(planned.plus(planned.dividedBy(5)), asked).plus(LATENESS);
        for (var fault : run.faultsBetween(run.moment(failed.at()).plus(RECOVERY.negated()), run.moment(again.at()))) {
            most = most.plus(fault.length()).plus(RECOVERY);
        }
        var gap = Duration.between(failed.at(), again.at());
        if (gap.compareTo(most) > 0) {
            findings.violation(
                    task.taskId(),
                    "is queued again %d ms after attempt %d, allowed are %d ms"
                            .formatted(gap.toMillis(), failed.attempt(), most.toMillis()));
        }
    }

    private static Duration planned(SortedEvidence run, int attempt) {
        var delays = run.evidence().parameters().delays();
        return delays.get(Math.clamp(attempt - 1L, 0, delays.size() - 1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
