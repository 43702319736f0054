// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.page.LetterCursor;
import dev.pulser.ingest.rows.letter.LetterFilter;
import dev.pulser.ingest.rows.letter.LetterFilter.Needs;
import dev.pulser.ingest.rows.letter.LetterState;
import dev.pulser.ingest.rows.letter.StoredLetter;
import dev.pulser.ingest.rows.letter.StoredLetters;
import dev.pulser.ingest.status.StatusProblems;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the letters that a command is about, and runs it or counts them. Safe from any thread. */
@Singleton
final class BulkLetters {

    private final StoredLetters stored;
    private final LetterCursor cursors;
    private final InstantSource time;

    @Inject
    BulkLetters(StoredLetters stored, LetterCursor cursors, InstantSource time) {
        this.stored = stored;
        this.cursors = cursors;
        this.time = time;
    }

    /** What is done with letters that have a task id, in their order. */
    interface Doing {

        List<LetterResult> with(Company company, List<StoredLetter> letters, Asked asked);
    }

    /** @throws dev.pulser.ingest.problem.ProblemException where the body is wrong, or a store or Kafka does not answer */
    LetterReceipts run(byte @Nullable [] body, Needs needs, Doing doing) {
        var selection = LetterSelection.of(
                body, needs, Company.DEFAULT, cursors, time.instant().truncatedTo(ChronoUnit.MICROS));
        var named = selection.tasks();
        return named == null ? matching(selection, doing) : named(selection, named, doing);
    }

    private LetterReceipts matching(LetterSelection selection, Doing doing) {
        var filter = selection.filter();
        long matched = StatusProblems.answered(stored.count(Company.DEFAULT, filter));
        if (selection.dryRun()) {
            return LetterReceipts.counted(matched);
        }
        var found = StatusProblems.answered(stored.list(Company.DEFAULT, filter));
        var page = found.subList(0, Math.min(filter.limit(), found.size()));
        var results = doing.with(Company.DEFAULT, page, selection.asked());
        var next = found.size() > filter.limit()
                ? cursors.write(
                        Company.DEFAULT, selection.filters(), page.getLast().position(), until(filter))
                : null;
        return LetterReceipts.of(matched, results, next);
    }

    private static Instant until(LetterFilter filter) {
        return Objects.requireNonNull(filter.to());
    }

    private LetterReceipts named(LetterSelection selection, List<TaskId> tasks, Doing doing) {
        var letters = lettersOf(tasks);
        long open = letters.values().stream()
                .filter(letter -> letter.state() == LetterState.OPEN)
                .count();
        if (selection.dryRun()) {
            return LetterReceipts.counted(open);
        }
        var known = tasks.stream().filter(letters::containsKey).toList();
        var done = new HashMap<TaskId, LetterResult>();
        doing.with(Company.DEFAULT, known.stream().map(letters::get).toList(), selection.asked())
                .forEach(result -> done.put(result.task(), result));
        var results = new ArrayList<LetterResult>();
        for (var task : tasks) {
            var result = done.get(task);
            results.add(result != null ? result : LetterResult.refused(task, LetterProblems.unknown(task)));
        }
        return LetterReceipts.of(open, results, null);
    }

    /** The newest of each task, should there be several. */
    private Map<TaskId, StoredLetter> lettersOf(List<TaskId> tasks) {
        var letters = new HashMap<TaskId, StoredLetter>();
        for (var letter : StatusProblems.answered(stored.list(Company.DEFAULT, LetterFilter.of(tasks)))) {
            var task = letter.task();
            if (task != null) {
                letters.putIfAbsent(task, letter);
            }
        }
        return letters;
    }
}
