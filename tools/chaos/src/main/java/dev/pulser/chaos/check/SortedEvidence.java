// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

import static java.util.stream.Collectors.groupingBy;

import dev.pulser.chaos.evidence.DatabaseRows;
import dev.pulser.chaos.evidence.DeadLetterRecord;
import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RestTaskView;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.journal.AgentCall;
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

/**
 * Evidence, sorted by task.
 *
 * @param tasks   histories by task id
 * @param byNonce ids of the tasks of each nonce, without replays
 */
public record SortedEvidence(Evidence evidence, Map<String, TaskHistory> tasks, Map<String, Set<String>> byNonce) {

    /**
     * Faults after which a call may be repeated, because it is unknown if it had been made, with the number of repetitions. An
     * orderly stop is not among them.
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

    public static SortedEvidence of(Evidence evidence) {
        var index = new EvidenceIndex(evidence);
        var tasks = new TreeMap<String, TaskHistory>();
        index.ids().forEach(id -> tasks.put(id, index.task(id)));
        var byNonce = new HashMap<String, Set<String>>();
        tasks.values().stream()
                .filter(task -> !task.nonce().isEmpty() && task.replayOf().isEmpty())
                .forEach(task -> byNonce.computeIfAbsent(task.nonce(), _ -> new TreeSet<>())
                        .add(task.taskId()));
        return new SortedEvidence(evidence, tasks, byNonce);
    }

    /** Returns the number of crashes between two moments. */
    public long crashesBetween(Moment from, Moment until) {
        return evidence.faults().windows().stream()
                .filter(window -> window.overlaps(from, until))
                .mapToLong(window -> CRASHES.getOrDefault(window.kind(), 0))
                .sum();
    }

    /** Returns the number of crashes between the first and the last event of a task. */
    public long crashesDuring(TaskHistory task) {
        if (task.events().isEmpty()) {
            return 0;
        }
        var first = moment(task.events().getFirst().at());
        var last = moment(task.events().getLast().at());
        return crashesBetween(first, last);
    }

    /** Converts a wall time to a moment, by the clocks of the first submission. */
    public Moment moment(Instant wall) {
        return evidence.operations().submissions().stream()
                .findFirst()
                .map(Operations.Submission::invoked)
                .map(anchor -> new Moment(
                        anchor.nanos()
                                + java.time.Duration.between(anchor.wall(), wall)
                                        .toNanos(),
                        wall))
                .orElseGet(() -> new Moment(0, wall));
    }

    /** Returns the faults that overlap the time between two moments. */
    public List<FaultLog.FaultWindow> faultsBetween(Moment from, Moment until) {
        return evidence.faults().windows().stream()
                .filter(window -> window.overlaps(from, until))
                .toList();
    }

    /** Index of the evidence by task id. */
    private static final class EvidenceIndex {

        private final Map<String, List<TaskEventRecord>> events;
        private final Map<String, DatabaseRows.TaskRow> rows = new HashMap<>();
        private final Map<String, List<DatabaseRows.EventRow>> eventRows;
        private final Map<String, List<DeadLetterRecord>> deadLetters = new HashMap<>();
        private final Map<String, RestTaskView> views = new HashMap<>();
        private final Map<String, List<Operations.Submission>> submissions;
        private final Map<String, String> nonces = new HashMap<>();
        private final Map<String, List<AgentCall>> calls = new HashMap<>();

        private EvidenceIndex(Evidence evidence) {
            events = evidence.topics().events().stream().collect(groupingBy(TaskEventRecord::taskId));
            evidence.rows().tasks().forEach(row -> rows.put(row.taskId(), row));
            eventRows = evidence.rows().events().stream().collect(groupingBy(DatabaseRows.EventRow::taskId));
            for (var deadLetter : evidence.topics().deadLetters()) {
                if (deadLetter.taskId() != null) {
                    deadLetters
                            .computeIfAbsent(deadLetter.taskId(), _ -> new ArrayList<>())
                            .add(deadLetter);
                }
            }
            evidence.views().forEach(view -> views.put(view.taskId(), view));
            submissions =
                    evidence.operations().submissions().stream().collect(groupingBy(Operations.Submission::nonce));
            findNonces(evidence);
            assignCalls(evidence.calls());
        }

        private void findNonces(Evidence evidence) {
            evidence.rows().tasks().forEach(row -> nonces.put(row.taskId(), row.nonce()));
            for (var sent : evidence.operations().submissions()) {
                if (sent.taskId() != null && !sent.conflict()) {
                    nonces.put(sent.taskId(), sent.nonce());
                }
            }
            for (var event : evidence.topics().events()) {
                if (event.task() != null) {
                    nonces.put(event.taskId(), event.task().nonce());
                }
            }
        }

        /** Assigns calls by nonce, which is unique to a task, and by key only when several tasks have the same nonce. */
        private void assignCalls(List<AgentCall> all) {
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

        /** Returns the ids of all tasks in topics and tables. */
        private Set<String> ids() {
            var ids = new TreeSet<>(events.keySet());
            ids.addAll(rows.keySet());
            ids.addAll(eventRows.keySet());
            return ids;
        }

        private TaskHistory task(String id) {
            var nonce = nonce(id).orElse("");
            var ordered = new ArrayList<>(events.getOrDefault(id, List.of()));
            ordered.sort(Comparator.comparing(TaskEventRecord::position));
            return new TaskHistory(
                    id,
                    nonce,
                    ordered,
                    calls.getOrDefault(id, List.of()),
                    new TaskHistory.TaskRows(rows.get(id), eventRows.getOrDefault(id, List.of())),
                    deadLetters.getOrDefault(id, List.of()),
                    views.get(id),
                    submissions.getOrDefault(nonce, List.of()));
        }
    }
}
