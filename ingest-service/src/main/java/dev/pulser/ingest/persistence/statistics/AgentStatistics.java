// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.statistics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of an agent for the tasks of one company.
 *
 * @param successRatio completed share of the last 100 tasks that completed or failed, 0 to 1; null without such tasks
 * @param errorRatio   failed share of the tasks that ended within the last hour, 0 to 1; null without such tasks
 * @param p50          median duration of the attempts of the last hour; null without attempts
 * @param p95          95th percentile of the duration
 * @param p99          99th percentile of the duration
 */
public record AgentStatistics(
        long tasksCompleted,
        long tasksFailed,
        @Nullable Double successRatio,
        @Nullable Double errorRatio,
        @Nullable Duration p50,
        @Nullable Duration p95,
        @Nullable Duration p99) {}
