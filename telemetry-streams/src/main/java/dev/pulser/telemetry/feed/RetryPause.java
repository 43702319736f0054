// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import java.time.Duration;

/**
 * The pause before the next try: {@code first}, then twice as long each time, never above {@code longest}.
 *
 * @param next the pause to make now
 */
public record RetryPause(Duration first, Duration longest, Duration next) {

    public RetryPause {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a pause grows from %s to %s".formatted(first, longest));
        }
    }

    public static RetryPause between(Duration first, Duration longest) {
        return new RetryPause(first, longest, first);
    }

    public RetryPause longer() {
        var twice = next.multipliedBy(2);
        return new RetryPause(first, longest, twice.compareTo(longest) > 0 ? longest : twice);
    }

    public RetryPause reset() {
        return new RetryPause(first, longest, first);
    }
}
