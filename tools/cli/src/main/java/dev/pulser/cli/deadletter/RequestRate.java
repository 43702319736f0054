// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import dev.pulser.cli.console.UsageException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Rate limit: requests of {@link #batchSize} dead letters, one every {@link #interval}.
 *
 * @param perSecond dead letters per second, 1 to 5000
 */
record RequestRate(int perSecond) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:/s)?");
    private static final int MAX = 5_000;
    private static final int REQUESTS_PER_SECOND = 5;

    /**
     * Parses a rate such as "200/s" or "200".
     *
     * @throws UsageException when it is malformed or out of range
     */
    static RequestRate parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group(1)) < 1 || Integer.parseInt(match.group(1)) > MAX) {
            throw new UsageException("Invalid value '%s' for --rate. Use 1/s to %d/s.".formatted(text, MAX));
        }
        return new RequestRate(Integer.parseInt(match.group(1)));
    }

    int batchSize() {
        return Math.max(1, perSecond / REQUESTS_PER_SECOND);
    }

    Duration interval() {
        return Duration.ofNanos(1_000_000_000L * batchSize() / perSecond);
    }
}
