// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.paging;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cursor of a page of dead letters, see {@link SignedCursors}. Thread-safe. */
@Singleton
public final class DeadLetterCursor {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(\\d{1,9}):(\\d{1,18})");
    private static final Pattern BOUND_FORM = Pattern.compile("(\\d{1,18});(.{1,60})");

    private final SignedCursors cursors;

    @Inject
    DeadLetterCursor(SignedCursors cursors) {
        this.cursors = cursors;
    }

    public String write(Company company, String filters, Position position) {
        return cursors.write(company, filters, text(position));
    }

    /**
     * Encodes the cursor of a bulk command.
     *
     * @param until exclusive upper bound of the dead letters that the command covers
     */
    public String write(Company company, String filters, Position position, Instant until) {
        return cursors.write(company, filters, micros(until) + ";" + text(position));
    }

    /** Decodes the cursor of a bulk command; empty if it was not issued for the same company, filters and command. */
    public Optional<Bound> readBound(Company company, String filters, String cursor) {
        return cursors.read(company, filters, cursor)
                .map(BOUND_FORM::matcher)
                .filter(match -> match.matches())
                .flatMap(match -> position(match.group(2)).map(position -> new Bound(position, time(match.group(1)))));
    }

    /** Position of a bulk command and the upper bound of its dead letters. */
    public record Bound(Position position, Instant until) {}

    /** Decodes a cursor; empty if it was not issued for the same company and filters. */
    public Optional<Position> read(Company company, String filters, String cursor) {
        return cursors.read(company, filters, cursor).flatMap(DeadLetterCursor::position);
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
