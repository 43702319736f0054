// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.deadletter;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.PostgresLookup;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import dev.pulser.ingest.taskcache.Lookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Dead letters in PostgreSQL. Every method returns within about two seconds and never throws. Thread-safe. */
@Singleton
public final class DeadLetterRepository {

    private final FaultTolerantDeadLetterRepository deadLetters;

    @Inject
    DeadLetterRepository(FaultTolerantDeadLetterRepository deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** Returns one page, newest first; one more than the limit if there is another page. */
    public Lookup<List<StoredDeadLetter>> newestFirst(
            Company company, DeadLetterFilter filter, PageRequest<Position> page) {
        return PostgresLookup.all(() -> deadLetters.list(company, filter, false, page));
    }

    /** Returns one page, oldest first; one more than the limit if there is another page. */
    public Lookup<List<StoredDeadLetter>> oldestFirst(
            Company company, DeadLetterFilter filter, PageRequest<Position> page) {
        return PostgresLookup.all(() -> deadLetters.list(company, filter, true, page));
    }

    /** Returns the dead letters of these tasks, newest first. */
    public Lookup<List<StoredDeadLetter>> ofTasks(Company company, List<TaskId> tasks) {
        return newestFirst(company, DeadLetterFilter.ofTasks(tasks), new PageRequest<>(tasks.size(), null));
    }

    /** Returns the number of matching dead letters. */
    public Lookup<Long> count(Company company, DeadLetterFilter filter) {
        return PostgresLookup.all(() -> deadLetters.count(company, filter));
    }

    /** Returns the newest dead letter of a task. */
    public Lookup<StoredDeadLetter> find(Company company, TaskId task) {
        return PostgresLookup.one(() ->
                deadLetters
                        .list(company, DeadLetterFilter.ofTasks(List.of(task)), false, new PageRequest<>(1, null))
                        .stream()
                        .findFirst());
    }
}
