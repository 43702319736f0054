// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.contract.name.AgentName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Cooldowns of rate-limited endpoints, shared by all attempts on this instance. Safe from any thread. */
final class EndpointCooldowns {

    private final Map<AgentName, Long> until = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    EndpointCooldowns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Extends the cooldown of the agent's endpoint to at least {@code time} from now. */
    void extend(AgentName agent, Duration time) {
        until.merge(
                agent,
                nanoTime.getAsLong() + time.toNanos(),
                (current, requested) -> requested - current > 0 ? requested : current);
    }

    /** Returns the remaining cooldown; zero if the endpoint may be called. */
    Duration remaining(AgentName agent) {
        var end = until.get(agent);
        long remaining = end == null ? 0 : end - nanoTime.getAsLong();
        if (remaining <= 0 && end != null) {
            until.remove(agent, end);
        }
        return Duration.ofNanos(Math.max(0, remaining));
    }
}
