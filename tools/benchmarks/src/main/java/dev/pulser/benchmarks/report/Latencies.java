// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;

/** Histogram of durations up to ten minutes, with three significant digits. Thread-safe. */
public final class Latencies {

    private static final long MAX_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(MAX_MICROS, 3);

    public void record(Duration time) {
        micros.recordValue(Math.clamp(time.toNanos() / 1_000, 0, MAX_MICROS));
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** Returns this percentile in milliseconds. */
    public double millis(double percent) {
        return micros.getValueAtPercentile(percent) / 1_000.0;
    }
}
