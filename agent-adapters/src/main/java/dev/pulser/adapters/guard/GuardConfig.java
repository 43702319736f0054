// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of circuit breakers and retry budgets, {@code pulser.guard.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.guard")
public interface GuardConfig {

    /** Size of the rolling window in attempts; 2 or more. The breaker opens only when the window is full. */
    @WithDefault("20")
    int requestVolumeThreshold();

    /** Share of attempts without a response in the window at which the breaker opens; above 0, at most 1. */
    @WithDefault("0.9")
    double failureRatio();

    /** Time that the breaker stays open before trial attempts. */
    @WithDefault("10s")
    Duration delay();

    /** Successful trial attempts after which the breaker closes; 1 or more. */
    @WithDefault("1")
    int successThreshold();

    /**
     * Retries per first attempt that an agent may receive within a minute after its breaker opened; 0 or more. Ten
     * retries per minute are always allowed.
     */
    @WithDefault("0.2")
    double retryRatio();
}
