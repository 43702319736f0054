// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import java.time.Duration;

/** In tests a record is the configuration. */
record FixedA2aConfig(Duration cardAge, int maxCardBytes, int maxResponseBytes, Duration pollFirst, Duration pollAtMost)
        implements A2aConfig {

    static FixedA2aConfig quick() {
        return new FixedA2aConfig(Duration.ofMinutes(5), 10_000, 10_000, Duration.ofMillis(1), Duration.ofMillis(20));
    }

    /** Asks about a task only when it is told to. */
    static FixedA2aConfig patient() {
        return new FixedA2aConfig(Duration.ofMinutes(5), 10_000, 10_000, Duration.ofHours(1), Duration.ofHours(1));
    }
}
