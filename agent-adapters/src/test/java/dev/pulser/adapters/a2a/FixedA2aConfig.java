// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import java.time.Duration;

/** A2A settings for tests. */
record FixedA2aConfig(
        Duration cardAge, int maxCardBytes, int maxResponseBytes, Duration pollInterval, Duration maxPollInterval)
        implements A2aConfig {

    static FixedA2aConfig quick() {
        return new FixedA2aConfig(Duration.ofMinutes(5), 10_000, 10_000, Duration.ofMillis(1), Duration.ofMillis(20));
    }

    /** Returns settings with which only push notifications trigger a poll. */
    static FixedA2aConfig patient() {
        return new FixedA2aConfig(Duration.ofMinutes(5), 10_000, 10_000, Duration.ofHours(1), Duration.ofHours(1));
    }
}
