// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.status;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counters of an agent's lane.
 *
 * @param capacity    attempts that may run at the same time; 0 for an agent whose definition was deleted
 * @param running     attempts that run now
 * @param waiting     tasks in the queues
 * @param retrying    tasks whose next attempt is not due yet
 * @param meanAttempt exponential moving average of the duration of an attempt; null before the first one has ended
 */
public record AgentLoad(
        int capacity,
        int running,
        long waiting,
        long retrying,
        @Nullable Duration meanAttempt) {}
