// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.paging;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cursor of a page of tasks, see {@link SignedCursors}. Thread-safe. */
@Singleton
public final class TaskCursor {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(tsk_[0-9a-f]{32})");

    private final SignedCursors cursors;

    @Inject
    public TaskCursor(SignedCursors cursors) {
        this.cursors = cursors;
    }

    public String write(Company company, String filters, Position position) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt());
        return cursors.write(company, filters, micros + ":" + position.id());
    }

    /** Decodes a cursor; empty if it was not issued for the same company and filters. */
    public Optional<Position> read(Company company, String filters, String cursor) {
        return cursors.read(company, filters, cursor)
                .map(FORM::matcher)
                .filter(match -> match.matches())
                .map(match -> new Position(
                        Instant.EPOCH.plus(Long.parseLong(match.group(1)), ChronoUnit.MICROS),
                        new TaskId(match.group(2))));
    }
}
