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
    private static final Pattern BOUND_FORM = Pattern.compile("(\\d{1,18});(.{1,60})");

    private final Cursors cursors;

    @Inject
    LetterCursor(Cursors cursors) {
        this.cursors = cursors;
    }

    public String write(Company company, String filters, Position position) {
        return cursors.write(company, filters, text(position));
    }

    /**
     * A cursor of a command, which goes on with the same letters.
     *
     * @param until what was written at or after this is none of the command's
     */
    public String write(Company company, String filters, Position position, Instant until) {
        return cursors.write(company, filters, micros(until) + ";" + text(position));
    }

    /** Empty where it was not written for the same company and filters, and a command. */
    public Optional<Bound> readBound(Company company, String filters, String cursor) {
        return cursors.read(company, filters, cursor)
                .map(BOUND_FORM::matcher)
                .filter(match -> match.matches())
                .flatMap(match -> position(match.group(2)).map(position -> new Bound(position, time(match.group(1)))));
    }

    /** Where a command was, and which letters are its own. */
    public record Bound(Position position, Instant until) {}

    /** Empty where it was not written by {@link #write} for the same company and filters. */
    public Optional<Position> read(Company company, String filters, String cursor) {
        return cursors.read(company, filters, cursor).flatMap(LetterCursor::position);
    }

    private static String text(Position position) {
        return "%d:%d:%d".formatted(micros(position.at()), position.partition(), position.offset());
    }

    private static Optional<Position> position(String text) {
        var match = FORM.matcher(text);
        return match.matches()
                ? Optional.of(new Position(
                        time(match.group(1)), Integer.parseInt(match.group(2)), Long.parseLong(match.group(3))))
                : Optional.empty();
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant time(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
