// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import dev.pulser.launcher.cli.UsageFailure;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How fast: requests of {@link #chunk} letters, one begun every {@link #pause}.
 *
 * @param perSecond letters a second
 */
record Rate(int perSecond) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:/s)?");
    private static final int MAX = 5_000;
    private static final int REQUESTS_PER_SECOND = 5;

    /** @throws UsageFailure where {@code text} is no rate */
    static Rate of(String text) {
        var match = FORM.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group(1)) < 1 || Integer.parseInt(match.group(1)) > MAX) {
            throw new UsageFailure("--rate is %s, it must be from 1/s to %d/s".formatted(text, MAX));
        }
        return new Rate(Integer.parseInt(match.group(1)));
    }

    int chunk() {
        return Math.max(1, perSecond / REQUESTS_PER_SECOND);
    }

    Duration pause() {
        return Duration.ofNanos(1_000_000_000L * chunk() / perSecond);
    }
}
