// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.taskcache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Times of a task.
 *
 * @param startedAt   start of the last attempt; null before the first
 * @param completedAt time of the terminal event; null before it
 */
public record TaskTimes(
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {}
