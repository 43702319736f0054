// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.report.BenchmarkReport;
import dev.pulser.benchmarks.report.GoalResult;
import dev.pulser.benchmarks.report.JvmHeap;
import dev.pulser.benchmarks.report.Latencies;
import dev.pulser.benchmarks.report.ResourceUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures of the backlog benchmark, and the goals that they are compared with. Thread-safe. */
final class BacklogFigures {

    private static final double MAX_SLOWDOWN = 1.5;
    private static final double MAX_DELAY_MILLIS = 1_000;

    /** Limit that tells a backlog on disk from one in the heap, where each task would take 1 KB. */
    private static final double MAX_HEAP_BYTES_PER_TASK = 50;

    private static final double MAX_GROWTH = 1.15;

    private final Map<String, Double> figures = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<GoalResult> goals = Collections.synchronizedList(new ArrayList<>());
    private final int backlog;
    private final @Nullable ProcessHandle routing;

    /** @param routing process of routing-streams; null when it does not run on this machine */
    BacklogFigures(int backlog, @Nullable ProcessHandle routing) {
        this.backlog = backlog;
        this.routing = routing;
        figures.put("tasks", (double) backlog);
    }

    void times(String name, Latencies times) {
        BenchmarkReport.putPercentiles(figures, name, times);
        figures.put(name + "_max_ms", times.millis(100));
        figures.put(name + "_count", (double) times.count());
    }

    void count(String name, long count) {
        figures.put(name, (double) count);
    }

    void rate(String name, long count, Duration time) {
        figures.put(name + "_per_s", count / (time.toNanos() / 1e9));
    }

    void memory(String when) {
        if (routing != null) {
            ResourceUsage.memory(routing).ifPresent(bytes -> figures.put("routing_mb_" + when, bytes / 1e6));
        }
    }

    void liveHeap(String when) {
        if (routing != null) {
            JvmHeap.live(routing).ifPresent(bytes -> figures.put("routing_heap_mb_" + when, bytes / 1e6));
        }
    }

    /** Records the number of tasks that started before the critical one, and its delay. */
    void urgent(int others, Duration time) {
        figures.put("urgent_ms", time.toNanos() / 1e6);
        addGoal(
                "A critical task is the next one that the agent starts",
                others == 0,
                "%d tasks before it".formatted(others));
    }

    BenchmarkReport report() {
        atMost(
                "The backlog does not slow down other agents, P95",
                ratio("waiting_p95_ms", "alone_p95_ms"),
                MAX_SLOWDOWN);
        addDelay();
        if (figures.containsKey("routing_mb_full")) {
            atMost(
                    "Memory does not grow with the last three quarters of the backlog",
                    ratio("routing_mb_full", "routing_mb_quarter"),
                    MAX_GROWTH);
        }
        if (figures.containsKey("routing_heap_mb_full")) {
            double bytes = (figure("routing_heap_mb_full") - figure("routing_heap_mb_empty")) * 1e6 / backlog;
            addGoal(
                    "Waiting tasks are not kept in the heap, at most %.0f bytes per task"
                            .formatted(MAX_HEAP_BYTES_PER_TASK),
                    bytes <= MAX_HEAP_BYTES_PER_TASK,
                    "%.1f".formatted(bytes));
        }
        return new BenchmarkReport("backlog, %d low-priority tasks for one agent".formatted(backlog), figures, goals);
    }

    private void addDelay() {
        double delay = figure("sending_p99_ms");
        addGoal(
                "A critical task reaches a free agent within 1 s while the backlog is sent, P99",
                delay <= MAX_DELAY_MILLIS,
                "%.0f ms".formatted(delay));
    }

    private double figure(String name) {
        var figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("figure %s was not measured".formatted(name));
        }
        return figure;
    }

    private double ratio(String name, String to) {
        return figure(name) / figure(to);
    }

    private void atMost(String goal, double ratio, double most) {
        addGoal("%s, at most %.2f times".formatted(goal, most), ratio <= most, "%.2f times".formatted(ratio));
    }

    private void addGoal(String goal, boolean met, String measured) {
        goals.add(new GoalResult(goal, met, measured));
    }
}
