// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.TaskEvent;
import java.util.HashSet;

/** Calls are counted: each belongs to an attempt or to a crash that nobody could see through (R5, R7). */
public final class CountedCalls implements Check {

    @Override
    public String id() {
        return "C6";
    }

    @Override
    public String rule() {
        return "no more calls than attempts and crashes, one key, rising epochs, once where once is asked for";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        var known = new HashSet<String>();
        for (var story : that.stories().values()) {
            story.calls().forEach(call -> known.add(call.id()));
            if (story.isNumbered()) {
                notes.saw(story.calls().size());
                look(that, story, notes);
            }
        }
        that.evidence().calls().stream()
                .filter(call -> !known.contains(call.id()))
                .forEach(call -> notes.violation(call.key(), "was called for, and is no task"));
        return notes.findings();
    }

    private static void look(Case that, Story story, Findings.Notes notes) {
        var runs = story.runs();
        long allowed = runs.size() + that.crashesDuring(story);
        if (story.calls().size() > allowed) {
            notes.violation(
                    story.taskId(),
                    "%d calls for %d attempts and %d crashes"
                            .formatted(story.calls().size(), runs.size(), allowed - runs.size()));
        }
        // What was never begun is handed out again and counts as no attempt.
        int attempts = runs.stream().mapToInt(TaskEvent::attempt).max().orElse(0);
        if (attempts > that.evidence().terms().maxAttempts()) {
            notes.violation(
                    story.taskId(),
                    "had %d attempts, %d are allowed"
                            .formatted(attempts, that.evidence().terms().maxAttempts()));
        }
        for (var call : story.calls()) {
            if (!call.key().equals(story.taskId() + "/0")) {
                notes.violation(story.taskId(), "was called with the key %s".formatted(call.key()));
            }
        }
        rising(story, notes);
        if (story.calls().stream()
                .anyMatch(call -> that.evidence().terms().onceAgents().contains(call.agent()))) {
            once(story, notes);
        }
    }

    private static void rising(Story story, Findings.Notes notes) {
        int epoch = 0;
        for (var run : story.runs()) {
            if (run.epoch() <= epoch) {
                notes.violation(story.taskId(), "is handed out in epoch %d after %d".formatted(run.epoch(), epoch));
            }
            epoch = run.epoch();
        }
        int called = 0;
        int attempt = 0;
        for (var call : story.calls()) {
            if ((call.epoch() > 0 && call.epoch() < called) || call.attempt() < attempt) {
                notes.violation(
                        story.taskId(),
                        "attempt %d in epoch %d is called after attempt %d in epoch %d"
                                .formatted(call.attempt(), call.epoch(), attempt, called));
            }
            called = Math.max(called, call.epoch());
            attempt = Math.max(attempt, call.attempt());
        }
    }

    /** An agent whose work must not be done twice is not called again when nobody knows whether it was done. */
    private static void once(Story story, Findings.Notes notes) {
        for (int i = 1; i < story.calls().size(); i++) {
            var before = story.calls().get(i - 1);
            if (before.leftOpen() || before.reply().isPresent()) {
                notes.violation(
                        story.taskId(),
                        "%s must not do it twice, and is called again after attempt %d (%s)"
                                .formatted(before.agent(), before.attempt(), before.step()));
            }
        }
    }
}
