// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

import static java.util.stream.Collectors.groupingBy;

import dev.pulser.chaos.evidence.DeadLetter;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.Faults;
import dev.pulser.chaos.evidence.Rows;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.evidence.View;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.journal.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The evidence, sorted by task.
 *
 * @param stories by task id
 * @param byNonce the ids of the tasks of each nonce, replays excepted
 */
public record Case(Evidence evidence, Map<String, Story> stories, Map<String, Set<String>> byNonce) {

    /**
     * Faults in which a call may have been made once more, because nobody could know that it had been made, and how often
     * each of them. Who is asked to end, and does, leaves nobody in doubt.
     */
    private static final Map<String, Integer> CRASHES = Map.of(
            "kill-adapters", 1,
            "kill-routing", 1,
            "lose-routing-state", 1,
            "kill-broker", 1,
            "pause-broker", 1,
            "bounce-brokers", 3,
            "pause-adapters", 1,
            "pause-routing", 1,
            "crash-mcp-server", 1);

    public static Case of(Evidence evidence) {
        var sorting = new Sorting(evidence);
        var stories = new TreeMap<String, Story>();
        sorting.ids().forEach(id -> stories.put(id, sorting.story(id)));
        var byNonce = new HashMap<String, Set<String>>();
        stories.values().stream()
                .filter(story -> !story.nonce().isEmpty() && story.replayOf().isEmpty())
                .forEach(story -> byNonce.computeIfAbsent(story.nonce(), _ -> new TreeSet<>())
                        .add(story.taskId()));
        return new Case(evidence, stories, byNonce);
    }

    /** How many crashes fall into the time between two moments. */
    public long crashesBetween(Moment from, Moment until) {
        return evidence.faults().windows().stream()
                .filter(window -> window.overlaps(from, until))
                .mapToLong(window -> CRASHES.getOrDefault(window.kind(), 0))
                .sum();
    }

    /** How many crashes fall into the life of a task, and the lease after the last of them. */
    public long crashesDuring(Story story) {
        if (story.events().isEmpty()) {
            return 0;
        }
        var first = moment(story.events().getFirst().at());
        var last = moment(story.events().getLast().at());
        return crashesBetween(first, last);
    }

    /** The monotonic time of a wall time, by the clocks of the run's first submission. */
    public Moment moment(Instant wall) {
        return evidence.sent().submissions().stream()
                .findFirst()
                .map(Sent.Submission::invoked)
                .map(anchor -> new Moment(
                        anchor.nanos()
                                + java.time.Duration.between(anchor.wall(), wall)
                                        .toNanos(),
                        wall))
                .orElseGet(() -> new Moment(0, wall));
    }

    /** Faults that touch the time between two moments. */
    public List<Faults.Window> faultsBetween(Moment from, Moment until) {
        return evidence.faults().windows().stream()
                .filter(window -> window.overlaps(from, until))
                .toList();
    }

    /** Finds everything about a task id. */
    private static final class Sorting {

        private final Map<String, List<TaskEvent>> events;
        private final Map<String, Rows.OfTask> rows = new HashMap<>();
        private final Map<String, List<Rows.OfEvent>> eventRows;
        private final Map<String, List<DeadLetter>> letters = new HashMap<>();
        private final Map<String, View> views = new HashMap<>();
        private final Map<String, List<Sent.Submission>> submissions;
        private final Map<String, String> nonces = new HashMap<>();
        private final Map<String, List<Call>> calls = new HashMap<>();

        private Sorting(Evidence evidence) {
            events = evidence.topics().events().stream().collect(groupingBy(TaskEvent::taskId));
            evidence.rows().tasks().forEach(row -> rows.put(row.taskId(), row));
            eventRows = evidence.rows().events().stream().collect(groupingBy(Rows.OfEvent::taskId));
            for (var letter : evidence.topics().letters()) {
                if (letter.taskId() != null) {
                    letters.computeIfAbsent(letter.taskId(), _ -> new ArrayList<>())
                            .add(letter);
                }
            }
            evidence.views().forEach(view -> views.put(view.taskId(), view));
            submissions = evidence.sent().submissions().stream().collect(groupingBy(Sent.Submission::nonce));
            findNonces(evidence);
            assignCalls(evidence.calls());
        }

        private void findNonces(Evidence evidence) {
            evidence.rows().tasks().forEach(row -> nonces.put(row.taskId(), row.nonce()));
            for (var sent : evidence.sent().submissions()) {
                if (sent.taskId() != null && !sent.clash()) {
                    nonces.put(sent.taskId(), sent.nonce());
                }
            }
            for (var event : evidence.topics().events()) {
                if (event.task() != null) {
                    nonces.put(event.taskId(), event.task().nonce());
                }
            }
        }

        /** By the nonce, which is the task's own, and by the key only where a nonce has several tasks. */
        private void assignCalls(List<Call> all) {
            var owners = new HashMap<String, Set<String>>();
            ids().forEach(id -> nonce(id)
                    .ifPresent(nonce ->
                            owners.computeIfAbsent(nonce, _ -> new TreeSet<>()).add(id)));
            for (var call : all) {
                var ids = owners.getOrDefault(call.nonce(), Set.of());
                var id = ids.contains(call.taskId())
                        ? call.taskId()
                        : ids.stream().findFirst().orElse(call.taskId());
                calls.computeIfAbsent(id, _ -> new ArrayList<>()).add(call);
            }
        }

        private Optional<String> nonce(String id) {
            return Optional.ofNullable(nonces.get(id)).filter(nonce -> !nonce.isEmpty());
        }

        /** Every id that a topic or a table knows. */
        private Set<String> ids() {
            var ids = new TreeSet<>(events.keySet());
            ids.addAll(rows.keySet());
            ids.addAll(eventRows.keySet());
            return ids;
        }

        private Story story(String id) {
            var nonce = nonce(id).orElse("");
            var ordered = new ArrayList<>(events.getOrDefault(id, List.of()));
            ordered.sort(Comparator.comparing(TaskEvent::place));
            return new Story(
                    id,
                    nonce,
                    ordered,
                    calls.getOrDefault(id, List.of()),
                    row(id),
                    eventRows.getOrDefault(id, List.of()),
                    letters.getOrDefault(id, List.of()),
                    views.get(id),
                    submissions.getOrDefault(nonce, List.of()));
        }

        private Rows.@Nullable OfTask row(String id) {
            return rows.get(id);
        }
    }
}
