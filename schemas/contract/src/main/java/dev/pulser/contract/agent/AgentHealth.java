// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an agent is, and since when.
 *
 * @param reason    why it is not healthy, for people; null where it is, or nobody knows
 * @param since     when it became so; null where nobody has looked yet
 * @param checkedAt when somebody looked last
 * @param latency   of the last check
 */
public record AgentHealth(
        HealthState state,
        @Nullable String reason,
        @Nullable Instant since,
        @Nullable Instant checkedAt,
        @Nullable Duration latency) {

    public static final AgentHealth UNKNOWN = new AgentHealth(HealthState.UNKNOWN, null, null, null, null);
}
