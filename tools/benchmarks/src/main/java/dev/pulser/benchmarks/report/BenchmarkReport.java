// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Report of a run.
 *
 * @param title   description of the run in one line
 * @param figures figures by name, in order of presentation
 * @param goals   results of the goals of the run
 */
public record BenchmarkReport(String title, Map<String, Double> figures, List<GoalResult> goals) {

    public BenchmarkReport {
        figures = new LinkedHashMap<>(figures);
        goals = List.copyOf(goals);
    }

    /** Returns true when all goals are met. */
    public boolean allGoalsMet() {
        return goals.stream().allMatch(GoalResult::met);
    }

    public static BenchmarkReport throughput(
            String channel, int count, Duration accepted, Duration done, ResourceUsage cost) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("tasks", (double) count);
        figures.put("accepted_per_s", perSecond(count, accepted));
        figures.put("completed_per_s", perSecond(count, done));
        putCost(figures, cost, count);
        return new BenchmarkReport("throughput, " + channel.toLowerCase(Locale.ROOT), figures, List.of());
    }

    public static BenchmarkReport latency(
            int count, int perSecond, Latencies accepted, Latencies completed, ResourceUsage cost) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("tasks", (double) count);
        putPercentiles(figures, "accepted", accepted);
        putPercentiles(figures, "completed", completed);
        putCost(figures, cost, count);
        return new BenchmarkReport("latency, rest, %d tasks/s".formatted(perSecond), figures, List.of());
    }

    private static double perSecond(int count, Duration time) {
        return count / (time.toNanos() / 1e9);
    }

    /** Adds P50, P95 and P99 under names with this prefix. */
    public static void putPercentiles(Map<String, Double> figures, String name, Latencies times) {
        figures.put(name + "_p50_ms", times.millis(50));
        figures.put(name + "_p95_ms", times.millis(95));
        figures.put(name + "_p99_ms", times.millis(99));
    }

    private static void putCost(Map<String, Double> figures, ResourceUsage cost, int count) {
        figures.put("cpu_s_per_1000", perThousand(cost.total(), count));
        new TreeMap<>(cost.cpu())
                .forEach((name, cpu) -> figures.put("cpu_s_per_1000_" + name, perThousand(cpu, count)));
    }

    private static double perThousand(Duration cpu, int count) {
        return cpu.toNanos() / 1e9 / count * 1_000;
    }

    /** Returns the figures as aligned lines of text. */
    public String table() {
        int width = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
        var text = new StringBuilder(title).append('\n');
        figures.forEach((name, value) ->
                text.append("  %%-%ds  %%12.3f%%n".formatted(width).formatted(name, value)));
        return text.toString();
    }
}
