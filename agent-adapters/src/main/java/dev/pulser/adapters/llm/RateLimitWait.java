// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.contract.name.AgentName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wait of one attempt for a rate-limited endpoint, bounded by {@code pulser.llm.max-wait} and the deadline. */
final class RateLimitWait {

    /** Cooldown if the endpoint sends no Retry-After. */
    private static final Duration DEFAULT_COOLDOWN = Duration.ofSeconds(5);

    private static final Duration MIN_COOLDOWN = Duration.ofMillis(100);

    /** Time that must remain of the attempt after the wait. */
    private static final Duration MIN_REMAINING = Duration.ofSeconds(1);

    private final AgentName agent;
    private final EndpointCooldowns cooldowns;
    private final Instant deadline;
    private final InstantSource clock;
    private final AttemptListener listener;
    private Duration remaining;

    /** @param maxWait longest total wait */
    RateLimitWait(
            AgentName agent,
            EndpointCooldowns cooldowns,
            Duration maxWait,
            Instant deadline,
            InstantSource clock,
            AttemptListener listener) {
        this.agent = agent;
        this.cooldowns = cooldowns;
        this.remaining = maxWait;
        this.deadline = deadline;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Extends the cooldown of the endpoint.
     *
     * @param time value of Retry-After; null if there is none
     */
    void extendCooldown(@Nullable Duration time) {
        var requested = time == null ? DEFAULT_COOLDOWN : time;
        cooldowns.extend(agent, requested.compareTo(MIN_COOLDOWN) < 0 ? MIN_COOLDOWN : requested);
    }

    /** Waits until the endpoint may be called. Returns the remaining cooldown without waiting if it is too long. */
    Optional<Duration> await() throws InterruptedException {
        for (var cooldown = cooldowns.remaining(agent); cooldown.isPositive(); cooldown = cooldowns.remaining(agent)) {
            if (cooldown.compareTo(remaining) > 0
                    || clock.instant().plus(cooldown).plus(MIN_REMAINING).isAfter(deadline)) {
                return Optional.of(cooldown);
            }
            listener.onProgress(
                    "waiting %d s for the rate limit of the model endpoint".formatted(cooldown.toSeconds() + 1), null);
            Thread.sleep(cooldown);
            remaining = remaining.minus(cooldown);
        }
        return Optional.empty();
    }
}
