// SPDX-License-Identifier: AGPL-3.0-only
/** Benchmark of a large backlog. Entry point: {@code BacklogBenchmark}. */
@NullMarked
package dev.pulser.benchmarks.backlog;

import org.jspecify.annotations.NullMarked;
