// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.history.Entry;
import dev.pulser.chaos.history.Phase;
import dev.pulser.chaos.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From the lines of a history to what was sent and what was done. */
final class HistoryReading {

    private final List<Sent.Submission> submissions = new ArrayList<>();
    private final List<Sent.Look> looks = new ArrayList<>();
    private final List<Sent.Replay> replays = new ArrayList<>();
    private final List<Sent.Cancellation> cancellations = new ArrayList<>();
    private final List<Faults.Window> windows = new ArrayList<>();
    private final List<Faults.Injected> injected = new ArrayList<>();

    private HistoryReading() {}

    static HistoryReading of(List<Entry> entries) {
        var begun = new TreeMap<Long, Entry>();
        var ended = new TreeMap<Long, Entry>();
        entries.forEach(entry -> (entry.phase() == Phase.INVOKE ? begun : ended).put(entry.op(), entry));
        var reading = new HistoryReading();
        begun.forEach((op, entry) -> reading.operation(entry, ended.get(op)));
        return reading;
    }

    Sent sent() {
        return new Sent(submissions, looks, replays, cancellations);
    }

    Faults faults() {
        return new Faults(windows, injected);
    }

    private void operation(Entry begun, @Nullable Entry ended) {
        // One that never ended may have happened or not.
        var end = ended != null
                ? ended
                : new Entry(begun.at(), Phase.INFO, begun.op(), begun.client(), begun.kind(), begun.facts());
        switch (begun.kind()) {
            case "submit" -> submissions.add(submission(begun, end));
            case "get" -> looks.add(look(begun, end));
            case "replay" ->
                replays.add(new Sent.Replay(
                        begun.fact("failed").orElse(""), end.fact("task_id").orElse(null), end.phase()));
            case "cancel" ->
                cancellations.add(new Sent.Cancellation(begun.fact("task_id").orElse(""), end.phase(), begun.at()));
            case "fault" -> windows.add(window(begun, end));
            case "inject" -> {
                if (end.phase() == Phase.OK) {
                    injected.add(injected(end));
                }
            }
            default -> {} // a list says nothing about one task
        }
    }

    private static Sent.Submission submission(Entry begun, Entry end) {
        return new Sent.Submission(
                begun.fact("door").orElse(""),
                begun.fact("company").orElse(""),
                begun.fact("type").orElse(""),
                begun.fact("nonce").orElse(""),
                begun.fact("key").orElse(null),
                Script.parse(begun.fact("script").orElse("")),
                end.phase(),
                begun.at(),
                end.at(),
                number(end, "status"),
                end.fact("task_id").orElse(null),
                begun.fact("clash").isPresent());
    }

    private static Sent.Look look(Entry begun, Entry end) {
        return new Sent.Look(
                begun.client(),
                begun.fact("task_id").orElse(""),
                begun.at(),
                end.at(),
                number(end, "status"),
                State.of(end.fact("state").orElse("")),
                number(end, "attempts"));
    }

    private static Faults.Window window(Entry begun, Entry end) {
        return new Faults.Window(
                begun.fact("kind").orElse(""),
                begun.at(),
                end.at(),
                end.fact("bit").filter("true"::equals).isPresent(),
                end.fact("proof").orElse("it never ended"));
    }

    private static Faults.Injected injected(Entry end) {
        return new Faults.Injected(
                new Place(
                        end.fact("topic").orElse(""),
                        number(end, "partition"),
                        Long.parseLong(end.fact("offset").orElse("-1"))),
                end.fact("hash").orElse(null),
                Set.of(end.fact("codes").orElse("").split(",", -1)));
    }

    private static int number(Entry entry, String fact) {
        return entry.fact(fact)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
    }
}
