// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.deadletter.resolution;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.deadletter.DeadLetterProblems;
import dev.pulser.ingest.paging.DeadLetterCursor;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Contents;
import dev.pulser.ingest.persistence.deadletter.DeadLetterRepository;
import dev.pulser.ingest.persistence.deadletter.DeadLetterState;
import dev.pulser.ingest.persistence.deadletter.StoredDeadLetter;
import dev.pulser.ingest.status.TaskProblems;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selection of the dead letters of a bulk command, and its execution or dry run. Thread-safe. */
@Singleton
final class BulkDeadLetterCommand {

    private final DeadLetterRepository deadLetters;
    private final DeadLetterCursor cursors;
    private final InstantSource time;

    @Inject
    BulkDeadLetterCommand(DeadLetterRepository deadLetters, DeadLetterCursor cursors, InstantSource time) {
        this.deadLetters = deadLetters;
        this.cursors = cursors;
        this.time = time;
    }

    /** Replay or drop of dead letters that have a task id; results are in the same order. */
    interface Action {

        List<DeadLetterResult> apply(Company company, List<StoredDeadLetter> deadLetters, AuditInfo audit);
    }

    /** @throws dev.pulser.ingest.problem.ProblemException if the body is invalid, or a store or Kafka is unavailable */
    BulkDeadLetterReceipt run(byte @Nullable [] body, Contents contents, Action action) {
        var now = time.instant().truncatedTo(ChronoUnit.MICROS);
        var selection = DeadLetterSelection.of(body, contents, Company.DEFAULT, cursors, now);
        var named = selection.tasks();
        return named == null ? runOnMatching(selection, action) : runOnNamed(selection, named, action);
    }

    private BulkDeadLetterReceipt runOnMatching(DeadLetterSelection selection, Action action) {
        var filter = selection.filter();
        long matched = TaskProblems.requireAvailable(deadLetters.count(Company.DEFAULT, filter));
        if (selection.dryRun()) {
            return BulkDeadLetterReceipt.dryRun(matched);
        }
        int limit = selection.page().limit();
        var found = TaskProblems.requireAvailable(deadLetters.oldestFirst(Company.DEFAULT, filter, selection.page()));
        var page = found.subList(0, Math.min(limit, found.size()));
        var results = action.apply(Company.DEFAULT, page, selection.audit());
        var next = found.size() > limit
                ? cursors.write(
                        Company.DEFAULT, selection.filters(), page.getLast().position(), selection.until())
                : null;
        return BulkDeadLetterReceipt.of(matched, results, next);
    }

    private BulkDeadLetterReceipt runOnNamed(DeadLetterSelection selection, List<TaskId> tasks, Action action) {
        var byTask = newestByTask(tasks);
        long open = byTask.values().stream()
                .filter(deadLetter -> deadLetter.state() == DeadLetterState.OPEN)
                .count();
        if (selection.dryRun()) {
            return BulkDeadLetterReceipt.dryRun(open);
        }
        var existing =
                tasks.stream().filter(byTask::containsKey).map(byTask::get).toList();
        var resultByTask = new HashMap<TaskId, DeadLetterResult>();
        action.apply(Company.DEFAULT, existing, selection.audit())
                .forEach(result -> resultByTask.put(result.task(), result));
        var results = new ArrayList<DeadLetterResult>();
        for (var task : tasks) {
            var result = resultByTask.get(task);
            results.add(result != null ? result : DeadLetterResult.rejected(task, DeadLetterProblems.notFound(task)));
        }
        return BulkDeadLetterReceipt.of(open, results, null);
    }

    private Map<TaskId, StoredDeadLetter> newestByTask(List<TaskId> tasks) {
        var byTask = new HashMap<TaskId, StoredDeadLetter>();
        for (var deadLetter : TaskProblems.requireAvailable(deadLetters.ofTasks(Company.DEFAULT, tasks))) {
            var task = deadLetter.task();
            if (task != null) {
                byTask.putIfAbsent(task, deadLetter);
            }
        }
        return byTask;
    }
}
