// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarkReportTest {

    private static final ResourceUsage COST =
            new ResourceUsage(Map.of("routing", Duration.ofSeconds(3), "ingest", Duration.ofSeconds(1)));

    @Test
    void dividesTasksByTimeAndCpuByThousandTasks() {
        var report = BenchmarkReport.throughput("REST", 2_000, Duration.ofSeconds(1), Duration.ofSeconds(4), COST);

        assertThat(report.figures())
                .containsEntry("accepted_per_s", 2_000.0)
                .containsEntry("completed_per_s", 500.0)
                .containsEntry("cpu_s_per_1000", 2.0)
                .containsEntry("cpu_s_per_1000_routing", 1.5);
    }

    @Test
    void showsPercentilesInMilliseconds() {
        var times = new Latencies();
        for (int i = 1; i <= 100; i++) {
            times.record(Duration.ofMillis(i));
        }

        var figures = BenchmarkReport.latency(100, 50, times, times, COST).figures();

        assertThat(figures.get("completed_p50_ms")).isCloseTo(50, within(0.5));
        assertThat(figures.get("completed_p99_ms")).isCloseTo(99, within(0.5));
    }

    @Test
    void subtractsEarlierUsage() {
        var later = new ResourceUsage(Map.of("routing", Duration.ofSeconds(5), "ingest", Duration.ofSeconds(1)));

        assertThat(later.minus(COST).total()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void measuresTheCpuTimeOfAProcess() {
        assertThat(ResourceUsage.of(Map.of("test", ProcessHandle.current())).total())
                .isPositive();
    }
}
