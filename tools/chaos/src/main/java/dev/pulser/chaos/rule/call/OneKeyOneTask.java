// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.call;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.journal.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Idempotency over all doors (R15). */
public final class OneKeyOneTask implements Check {

    @Override
    public String id() {
        return "C8";
    }

    @Override
    public String rule() {
        return "the same key is the same task and is done once; another task under it is refused";
    }

    @Override
    public long minimum() {
        return 20;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        var byKey = new TreeMap<String, List<Sent.Submission>>();
        for (var sent : that.evidence().sent().submissions()) {
            if (sent.key() != null) {
                byKey.computeIfAbsent(sent.company() + "/" + sent.type() + "/" + sent.key(), _ -> new ArrayList<>())
                        .add(sent);
            }
        }
        byKey.forEach((key, all) -> {
            if (all.size() > 1) {
                notes.saw();
                look(that, key, all, notes);
            }
        });
        return notes.findings();
    }

    private static void look(Case that, String key, List<Sent.Submission> all, Findings.Notes notes) {
        var ids = new TreeSet<String>();
        var stories = new TreeSet<String>();
        for (var sent : all) {
            if (sent.clash()) {
                if (sent.phase() == Phase.OK) {
                    notes.violation(key, "was accepted for another task");
                }
                continue;
            }
            if (sent.isRefused()) {
                notes.violation(key, "was refused for its own task, with %d".formatted(sent.status()));
            }
            if (sent.phase() == Phase.OK && sent.taskId() != null) {
                ids.add(sent.taskId());
            }
            stories.addAll(that.byNonce().getOrDefault(sent.nonce(), Set.of()));
        }
        ids.addAll(stories);
        if (ids.size() > 1) {
            notes.violation(key, "is the key of the tasks %s".formatted(ids));
        }
        stories.forEach(
                id -> once(that, key, Objects.requireNonNull(that.stories().get(id)), notes));
    }

    private static void once(Case that, String key, Story story, Findings.Notes notes) {
        long done = story.calls().stream()
                .filter(call -> call.reply().isPresent() && !cameTooLate(story, call))
                .count();
        if (done > 1 + that.crashesDuring(story)) {
            notes.violation(key, "was done %d times".formatted(done));
        }
    }

    /** The attempt's limit had passed: who called could not know, and may have it done again. */
    private static boolean cameTooLate(Story story, Call call) {
        return story.events().stream()
                .anyMatch(event -> event.attempt() == call.attempt() && Objects.equals(event.code(), "timeout"));
    }
}
