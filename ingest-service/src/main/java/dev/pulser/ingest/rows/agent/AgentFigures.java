// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has done of one company's tasks.
 *
 * @param successShare of the last 100 tasks that completed or failed, 0 to 1; null where there is none
 * @param errorShare   of those that ended within the last hour, 0 to 1; null where there is none
 * @param p50          of the attempts of the last hour; null where there is none. So the others
 */
public record AgentFigures(
        long tasksCompleted,
        long tasksFailed,
        @Nullable Double successShare,
        @Nullable Double errorShare,
        @Nullable Duration p50,
        @Nullable Duration p95,
        @Nullable Duration p99) {}
