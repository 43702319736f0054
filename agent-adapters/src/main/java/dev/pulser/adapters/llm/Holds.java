// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.contract.name.AgentName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Until when the endpoint of an agent must not be asked, as it said itself: for all attempts here. Safe from any thread. */
final class Holds {

    private final Map<AgentName, Long> until = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    Holds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Nobody is to ask for this long. */
    void hold(AgentName agent, Duration time) {
        until.merge(agent, nanoTime.getAsLong() + time.toNanos(), (old, now) -> now - old > 0 ? now : old);
    }

    /** How long it still must not be asked; zero where it may. */
    Duration left(AgentName agent) {
        var end = until.get(agent);
        long left = end == null ? 0 : end - nanoTime.getAsLong();
        if (left <= 0 && end != null) {
            until.remove(agent, end);
        }
        return Duration.ofNanos(Math.max(0, left));
    }
}
