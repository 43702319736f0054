// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.spi.Progress;
import dev.pulser.contract.name.AgentName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one attempt waits for an endpoint that is asked too often: as long as it may, and no longer than makes sense. */
final class Patience {

    /** Of an endpoint that does not say how long. */
    private static final Duration UNSAID = Duration.ofSeconds(5);

    private static final Duration LEAST = Duration.ofMillis(100);

    /** What has to be left of the attempt after the wait. */
    private static final Duration WORK = Duration.ofSeconds(1);

    private final AgentName agent;
    private final Holds holds;
    private final Instant deadline;
    private final InstantSource clock;
    private final Progress progress;
    private Duration left;

    /** @param most to be waited, all in all */
    Patience(AgentName agent, Holds holds, Duration most, Instant deadline, InstantSource clock, Progress progress) {
        this.agent = agent;
        this.holds = holds;
        this.left = most;
        this.deadline = deadline;
        this.clock = clock;
        this.progress = progress;
    }

    /** The endpoint does not want to be asked for {@code time}; null where it does not say how long. */
    void hold(@Nullable Duration time) {
        var asked = time == null ? UNSAID : time;
        holds.hold(agent, asked.compareTo(LEAST) < 0 ? LEAST : asked);
    }

    /** Waits until the endpoint may be asked; how long that would be, where it is too long. */
    Optional<Duration> await() throws InterruptedException {
        for (var held = holds.left(agent); held.isPositive(); held = holds.left(agent)) {
            if (held.compareTo(left) > 0
                    || clock.instant().plus(held).plus(WORK).isAfter(deadline)) {
                return Optional.of(held);
            }
            progress.said("waits %d s for its model, which is asked too often".formatted(held.toSeconds() + 1), null);
            Thread.sleep(held);
            left = left.minus(held);
        }
        return Optional.empty();
    }
}
