// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of a task.
 *
 * @param deadline no attempt starts at or after this instant; null means no deadline
 * @param timeout  limit of one attempt; null uses the agent's
 */
public record TimeLimits(
        @Nullable Instant deadline, @Nullable Duration timeout) {

    public static final TimeLimits NONE = new TimeLimits(null, null);
}
