// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.benchmarks.report.Cost;
import dev.pulser.benchmarks.report.Heap;
import dev.pulser.benchmarks.report.Latencies;
import dev.pulser.benchmarks.report.Report;
import dev.pulser.benchmarks.report.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is measured on the way, and what it says about the promises. Safe from any thread. */
final class BacklogFigures {

    private static final double MOST_SLOWER = 1.5;
    private static final double MOST_LATE_MILLIS = 1_000;

    /** A backlog in the heap would be its tasks, of 1 KB each. */
    private static final double MOST_HEAP_BYTES_A_TASK = 50;

    private static final double MOST_GROWTH = 1.15;

    private final Map<String, Double> figures = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Verdict> verdicts = Collections.synchronizedList(new ArrayList<>());
    private final int backlog;
    private final @Nullable ProcessHandle routing;

    /** @param routing whose memory counts; null where it is not on this machine */
    BacklogFigures(int backlog, @Nullable ProcessHandle routing) {
        this.backlog = backlog;
        this.routing = routing;
        figures.put("tasks", (double) backlog);
    }

    void times(String name, Latencies times) {
        Report.putPercentiles(figures, name, times);
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
            Cost.memory(routing).ifPresent(bytes -> figures.put("routing_mb_" + when, bytes / 1e6));
        }
    }

    void liveHeap(String when) {
        if (routing != null) {
            Heap.live(routing).ifPresent(bytes -> figures.put("routing_heap_mb_" + when, bytes / 1e6));
        }
    }

    /** The critical task for the busy agent: how many others it started before, and how soon. */
    void urgent(int others, Duration time) {
        figures.put("urgent_ms", time.toNanos() / 1e6);
        judge(
                "a critical task is the next that the busy agent starts",
                others == 0,
                "%d others before".formatted(others));
    }

    Report report() {
        atMost(
                "another agent's tasks are not slowed by the waiting ones: P95",
                ratio("waiting_p95_ms", "alone_p95_ms"),
                MOST_SLOWER);
        lateness();
        if (figures.containsKey("routing_mb_full")) {
            atMost(
                    "memory is flat: the last three quarters",
                    ratio("routing_mb_full", "routing_mb_quarter"),
                    MOST_GROWTH);
        }
        if (figures.containsKey("routing_heap_mb_full")) {
            double bytes = (figure("routing_heap_mb_full") - figure("routing_heap_mb_empty")) * 1e6 / backlog;
            judge(
                    "no task waits in the heap: at most %.0f bytes each".formatted(MOST_HEAP_BYTES_A_TASK),
                    bytes <= MOST_HEAP_BYTES_A_TASK,
                    "%.1f".formatted(bytes));
        }
        return new Report("backlog, %d low tasks at one agent".formatted(backlog), figures, verdicts);
    }

    private void lateness() {
        double late = figure("sending_p99_ms");
        judge(
                "while they are sent, a critical task reaches a free agent within 1 s: P99",
                late <= MOST_LATE_MILLIS,
                "%.0f ms".formatted(late));
    }

    private double figure(String name) {
        var figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException("nothing was measured as " + name);
        }
        return figure;
    }

    private double ratio(String name, String to) {
        return figure(name) / figure(to);
    }

    private void atMost(String promise, double ratio, double most) {
        judge("%s at most %.2f times".formatted(promise, most), ratio <= most, "%.2f times".formatted(ratio));
    }

    private void judge(String promise, boolean kept, String found) {
        verdicts.add(new Verdict(promise, kept, found));
    }
}
