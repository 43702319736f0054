// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** CPU time of processes, user and system, by name. */
public record ResourceUsage(Map<String, Duration> cpu) {

    public ResourceUsage {
        cpu = Map.copyOf(cpu);
    }

    /** Returns the CPU time of each process and its descendants up to now. */
    public static ResourceUsage of(Map<String, ProcessHandle> processes) {
        var cpu = new TreeMap<String, Duration>();
        processes.forEach((name, process) ->
                cpu.put(name, process.descendants().map(ResourceUsage::used).reduce(used(process), Duration::plus)));
        return new ResourceUsage(cpu);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public ResourceUsage minus(ResourceUsage before) {
        var used = new TreeMap<String, Duration>();
        cpu.forEach((name, time) -> used.put(name, time.minus(before.cpu().getOrDefault(name, Duration.ZERO))));
        return new ResourceUsage(used);
    }

    public Duration total() {
        return cpu.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the proportional set size of a process and its descendants in bytes; empty except on Linux. */
    public static OptionalLong memory(ProcessHandle process) {
        long sum = 0;
        for (var one : (Iterable<ProcessHandle>)
                java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants())::iterator) {
            try (var lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(one.pid())))) {
                sum += lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                        .sum();
            } catch (IOException e) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(sum);
    }
}
