// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.statistics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Change of an agent's health.
 *
 * @param state   health from then on
 * @param reason  cause; null if healthy
 * @param latency latency of the health check that detected the change
 */
public record AgentHealthChange(
        Instant at,
        String state,
        @Nullable String reason,
        @Nullable Duration latency) {}
