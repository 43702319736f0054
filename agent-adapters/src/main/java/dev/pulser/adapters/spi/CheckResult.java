// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

/** Result of a health check of one agent. */
public sealed interface CheckResult {

    /** Agent that can run attempts. */
    record Healthy() implements CheckResult {}

    /**
     * Agent that can run part of its attempts, or runs them badly.
     *
     * @param reason human-readable sentence
     */
    record Degraded(String reason) implements CheckResult {}

    /**
     * Agent that can run no attempt.
     *
     * @param reason human-readable sentence
     */
    record Unhealthy(String reason) implements CheckResult {}
}
