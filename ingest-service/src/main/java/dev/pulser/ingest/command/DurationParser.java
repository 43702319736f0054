// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parser of durations in requests. */
public final class DurationParser {

    /** Format accepted by {@link #parse}, for error messages. */
    public static final String FORMAT = "a duration up to 365 days, such as 30s, 15m, 2h or 7d";

    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Duration MAX = Duration.ofDays(365);

    private DurationParser() {}

    /**
     * Parses {@code 30s}, {@code 15m}, {@code 2h}, {@code 7d} or ISO 8601 such as {@code PT15M}; returns null for
     * anything else and for more than 365 days.
     */
    public static @Nullable Duration parse(String text) {
        var match = SHORT.matcher(text);
        try {
            var read = match.matches() ? of(Long.parseLong(match.group(1)), match.group(2)) : Duration.parse(text);
            return read.isNegative() || read.compareTo(MAX) > 0 ? null : read;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
