// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.list;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.company.SignedContext;
import dev.pulser.ingest.rows.TaskFilter.Position;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end of a page, as text that nobody has to understand and nobody can make up: signed for the company and the filters
 * it was given to.
 */
@Singleton
final class PageCursor {

    static final int MAX_CHARS = 200;

    private static final int SIGNATURE_CHARS = 32;
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(tsk_[0-9a-f]{32}):([0-9a-f]{32})");

    private final SignedContext signed;

    @Inject
    PageCursor(SignedContext signed) {
        this.signed = signed;
    }

    String write(Company company, String filters, Position position) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt());
        var place = micros + ":" + position.id();
        var text = place + ':' + signature(company, filters, place);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty where it was not written by {@link #write} for the same company and filters. */
    Optional<Position> read(Company company, String filters, String cursor) {
        if (cursor.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            var match = FORM.matcher(text);
            if (!match.matches()) {
                return Optional.empty();
            }
            var wanted = signature(company, filters, match.group(1) + ':' + match.group(2));
            if (!MessageDigest.isEqual(
                    wanted.getBytes(StandardCharsets.US_ASCII), match.group(3).getBytes(StandardCharsets.US_ASCII))) {
                return Optional.empty();
            }
            var createdAt = Instant.EPOCH.plus(Long.parseLong(match.group(1)), ChronoUnit.MICROS);
            return Optional.of(new Position(createdAt, new TaskId(match.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not Base64
        }
    }

    private String signature(Company company, String filters, String place) {
        return signed.sign("cursor|%s|%s|%s".formatted(company, filters, place)).substring(0, SIGNATURE_CHARS);
    }
}
