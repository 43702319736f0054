// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Parser of the header {@code Retry-After} (RFC 9110): seconds or a date, limited to one hour. */
public record RetryAfter(InstantSource clock) {

    private static final Duration MAX = Duration.ofHours(1);

    /** Returns the delay; empty if the header is malformed. */
    public Optional<Duration> parse(String value) {
        var text = value.strip();
        return (text.matches("[0-9]+") ? seconds(text) : date(text)).map(RetryAfter::bounded);
    }

    private static Optional<Duration> seconds(String text) {
        return Optional.of(text.length() > 9 ? MAX : Duration.ofSeconds(Long.parseLong(text)));
    }

    private Optional<Duration> date(String text) {
        try {
            var at = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            return Optional.of(Duration.between(clock.instant(), at));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration after) {
        if (after.isNegative()) {
            return Duration.ZERO;
        }
        return after.compareTo(MAX) > 0 ? MAX : after;
    }
}
