// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.agent;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a tool has been called for one company's tasks.
 *
 * @param p50      of the calls' durations
 * @param bytes    of arguments and results together
 */
public record ToolFigures(
        long calls,
        long failures,
        @Nullable Duration p50,
        @Nullable Duration p95,
        long bytes,
        @Nullable Instant lastCall) {}
