// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.status;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Result of an agent's health checks.
 *
 * @param reason    cause of a state other than healthy, for people; null when healthy or unknown
 * @param since     time of the last change of the state; null before the first check
 * @param checkedAt time of the last check; null before the first one
 * @param latency   duration of the last check
 */
public record AgentHealth(
        HealthState state,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant checkedAt,
        @Nullable Duration latency) {

    public static final AgentHealth UNKNOWN = new AgentHealth(HealthState.UNKNOWN, null, null, null, null);
}
