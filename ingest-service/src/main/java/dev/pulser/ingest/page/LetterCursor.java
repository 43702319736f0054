// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.page;

import dev.pulser.contract.company.Company;
import dev.pulser.ingest.rows.letter.LetterFilter.Position;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** The end of a page of dead letters, see {@link Cursors}. Safe from any thread. */
@Singleton
public final class LetterCursor {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,9}):(\\d{1,18})");

    private final Cursors cursors;

    @Inject
    LetterCursor(Cursors cursors) {
        this.cursors = cursors;
    }

    public String write(Company company, String filters, Position position) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.at());
        return cursors.write(company, filters, "%d:%d:%d".formatted(micros, position.partition(), position.offset()));
    }

    /** Empty where it was not written by {@link #write} for the same company and filters. */
    public Optional<Position> read(Company company, String filters, String cursor) {
        return cursors.read(company, filters, cursor)
                .map(FORM::matcher)
                .filter(match -> match.matches())
                .map(match -> new Position(
                        Instant.EPOCH.plus(Long.parseLong(match.group(1)), ChronoUnit.MICROS),
                        Integer.parseInt(match.group(2)),
                        Long.parseLong(match.group(3))));
    }
}
