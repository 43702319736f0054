// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import java.time.Duration;

/** A guard's settings for tests. */
public record FixedGuardConfig(int attempts, double failures, Duration pause, int successes, double retries)
        implements GuardConfig {

    public static final FixedGuardConfig DEFAULT = new FixedGuardConfig(20, 0.9, Duration.ofSeconds(10), 1, 0.2);
}
