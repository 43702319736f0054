// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run measured: figures by name, in the order in which they are shown.
 *
 * @param title    one line that says what was run
 * @param verdicts of a run about promises
 */
public record Report(String title, Map<String, Double> figures, List<Verdict> verdicts) {

    public Report {
        figures = new LinkedHashMap<>(figures);
        verdicts = List.copyOf(verdicts);
    }

    public Report(String title, Map<String, Double> figures) {
        this(title, figures, List.of());
    }

    /** Whether everything that was promised is so. */
    public boolean allKept() {
        return verdicts.stream().allMatch(Verdict::kept);
    }

    public static Report throughput(String door, int count, Duration accepted, Duration done, Cost cost) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("tasks", (double) count);
        figures.put("accepted_per_s", perSecond(count, accepted));
        figures.put("completed_per_s", perSecond(count, done));
        putCost(figures, cost, count);
        return new Report("throughput, " + door.toLowerCase(Locale.ROOT), figures);
    }

    public static Report latency(int count, int perSecond, Latencies accepted, Latencies completed, Cost cost) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("tasks", (double) count);
        putPercentiles(figures, "accepted", accepted);
        putPercentiles(figures, "completed", completed);
        putCost(figures, cost, count);
        return new Report("latency, rest, %d tasks/s".formatted(perSecond), figures);
    }

    private static double perSecond(int count, Duration time) {
        return count / (time.toNanos() / 1e9);
    }

    /** P50, P95 and P99 under names that begin so. */
    public static void putPercentiles(Map<String, Double> figures, String name, Latencies times) {
        figures.put(name + "_p50_ms", times.millis(50));
        figures.put(name + "_p95_ms", times.millis(95));
        figures.put(name + "_p99_ms", times.millis(99));
    }

    private static void putCost(Map<String, Double> figures, Cost cost, int count) {
        figures.put("cpu_s_per_1000", perThousand(cost.total(), count));
        new TreeMap<>(cost.cpu())
                .forEach((name, cpu) -> figures.put("cpu_s_per_1000_" + name, perThousand(cpu, count)));
    }

    private static double perThousand(Duration cpu, int count) {
        return cpu.toNanos() / 1e9 / count * 1_000;
    }

    /** Aligned lines for people. */
    public String table() {
        int width = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
        var text = new StringBuilder(title).append('\n');
        figures.forEach((name, value) ->
                text.append("  %%-%ds  %%12.3f%%n".formatted(width).formatted(name, value)));
        return text.toString();
    }
}
