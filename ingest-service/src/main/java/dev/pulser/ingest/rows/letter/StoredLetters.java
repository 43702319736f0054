// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.rows.PostgresAnswers;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Dead letters in Postgres. Answers within about two seconds, or that it is away. Safe from any thread. */
@Singleton
public final class StoredLetters {

    private final GuardedLetters letters;

    @Inject
    StoredLetters(GuardedLetters letters) {
        this.letters = letters;
    }

    /** One more than the limit where there are more. */
    public Lookup<List<StoredLetter>> list(Company company, LetterFilter filter) {
        return PostgresAnswers.all(() -> letters.list(company, filter));
    }

    /** How many there are, whatever the page. */
    public Lookup<Long> count(Company company, LetterFilter filter) {
        return PostgresAnswers.all(() -> letters.count(company, filter));
    }

    /** The letter of a task; the newest, should there be several. */
    public Lookup<StoredLetter> find(Company company, TaskId task) {
        return PostgresAnswers.one(() ->
                letters.list(company, LetterFilter.of(List.of(task))).stream().findFirst());
    }
}
