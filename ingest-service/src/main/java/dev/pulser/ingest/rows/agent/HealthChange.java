// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.agent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an agent's health.
 *
 * @param at      when its lane said so
 * @param state   what it was from then on
 * @param reason  why, where it was not healthy
 * @param latency of the check that found it
 */
public record HealthChange(
        Instant at,
        String state,
        @Nullable String reason,
        @Nullable Duration latency) {}
