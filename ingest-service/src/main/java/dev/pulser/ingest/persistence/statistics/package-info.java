// SPDX-License-Identifier: AGPL-3.0-only
/** Statistics of agents and tools; the entry point is {@link dev.pulser.ingest.persistence.statistics.StatisticsRepository}. */
@NullMarked
package dev.pulser.ingest.persistence.statistics;

import org.jspecify.annotations.NullMarked;
