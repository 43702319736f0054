// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.statistics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Call statistics of a tool for the tasks of one company.
 *
 * @param p50        median duration of a call; null without calls
 * @param p95        95th percentile of the duration
 * @param bytes      total size of arguments and results
 * @param lastCallAt start of the latest call
 */
public record ToolStatistics(
        long calls,
        long failures,
        @Nullable Duration p50,
        @Nullable Duration p95,
        long bytes,
        @Nullable Instant lastCallAt) {}
