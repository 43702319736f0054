// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import java.time.Duration;

/** Guard settings for tests. */
public record FixedGuardConfig(
        int requestVolumeThreshold, double failureRatio, Duration delay, int successThreshold, double retryRatio)
        implements GuardConfig {

    public static final FixedGuardConfig DEFAULT = new FixedGuardConfig(20, 0.9, Duration.ofSeconds(10), 1, 0.2);
}
