// SPDX-License-Identifier: AGPL-3.0-only
/** Benchmarks of throughput and latency. Entry point: {@code LoadBenchmark}. */
@NullMarked
package dev.pulser.benchmarks.load;

import org.jspecify.annotations.NullMarked;
