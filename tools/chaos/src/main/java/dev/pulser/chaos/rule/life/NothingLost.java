// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.rule.life;

import dev.pulser.chaos.check.Case;
import dev.pulser.chaos.check.Check;
import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Story;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.history.Phase;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A total queue: what was accepted ends, what was refused does not exist, what exists was submitted (R1, R2). */
public final class NothingLost implements Check {

    @Override
    public String id() {
        return "C1";
    }

    @Override
    public String rule() {
        return "every accepted task ends, and no other task exists";
    }

    @Override
    public long minimum() {
        return 1_000;
    }

    @Override
    public Findings look(Case that) {
        var notes = new Findings.Notes(id());
        that.evidence().sent().submissions().stream()
                .filter(sent -> sent.phase() == Phase.OK && !sent.clash())
                .forEach(sent -> lost(that, sent, notes));
        that.evidence().sent().replays().stream()
                .filter(replay -> replay.phase() == Phase.OK)
                .forEach(replay -> lost(that, replay, notes));
        that.stories().values().stream()
                .filter(story -> !story.events().isEmpty())
                .forEach(story -> unexpected(that, story, notes));
        that.byNonce().forEach((nonce, ids) -> twice(that, nonce, ids, notes));
        return notes.findings();
    }

    private static void lost(Case that, Sent.Submission sent, Findings.Notes notes) {
        notes.saw();
        var ids = sent.taskId() != null && sent.key() == null
                ? Set.of(sent.taskId())
                : that.byNonce().getOrDefault(sent.nonce(), Set.of());
        if (ids.stream().noneMatch(id -> hasEnded(that, id))) {
            var subject = Objects.requireNonNullElse(sent.taskId(), "nonce " + sent.nonce());
            notes.violation(subject, "accepted by %s and never ended".formatted(sent.door()));
        }
    }

    private static void lost(Case that, Sent.Replay replay, Findings.Notes notes) {
        notes.saw();
        var id = replay.taskId();
        if (id != null && !hasEnded(that, id)) {
            notes.violation(id, "accepted as the replay of %s and never ended".formatted(replay.failed()));
        }
    }

    private static boolean hasEnded(Case that, String id) {
        var story = that.stories().get(id);
        return story != null && story.ending().isPresent();
    }

    private static void unexpected(Case that, Story story, Findings.Notes notes) {
        var replayed = story.replayOf();
        if (replayed.isPresent()) {
            if (that.evidence().sent().replays().stream()
                    .noneMatch(replay -> replay.failed().equals(replayed.get()))) {
                notes.violation(story.taskId(), "repeats %s, which nobody asked for".formatted(replayed.get()));
            }
            return;
        }
        if (story.submissions().isEmpty()) {
            notes.violation(story.taskId(), "exists and was never submitted");
            return;
        }
        if (story.submissions().stream().allMatch(sent -> sent.phase() == Phase.FAIL)) {
            notes.violation(story.taskId(), "was refused, and exists");
        }
        for (var event : story.events()) {
            if (story.submissions().stream().noneMatch(sent -> sent.company().equals(event.company()))) {
                notes.violation(story.taskId(), "event %d belongs to another company".formatted(event.seq()));
            }
        }
    }

    private static void twice(Case that, String nonce, Set<String> ids, Findings.Notes notes) {
        if (ids.size() > 1 && !hasKey(that, ids)) {
            notes.violation("nonce " + nonce, "was submitted once and is the tasks %s".formatted(ids));
        }
    }

    private static boolean hasKey(Case that, Set<String> ids) {
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(that.stories().get(id)))
                .flatMap(story -> story.submissions().stream())
                .anyMatch(sent -> sent.key() != null);
    }
}
