// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** CPU time that processes have used, user and system, by name. */
public record Cost(Map<String, Duration> cpu) {

    public Cost {
        cpu = Map.copyOf(cpu);
    }

    /** What each has used up to now, its children included. */
    public static Cost of(Map<String, ProcessHandle> processes) {
        var cpu = new TreeMap<String, Duration>();
        processes.forEach((name, process) ->
                cpu.put(name, process.descendants().map(Cost::used).reduce(used(process), Duration::plus)));
        return new Cost(cpu);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public Cost minus(Cost before) {
        var used = new TreeMap<String, Duration>();
        cpu.forEach((name, time) -> used.put(name, time.minus(before.cpu().getOrDefault(name, Duration.ZERO))));
        return new Cost(used);
    }

    public Duration total() {
        return cpu.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** Proportional set size of a process and its children in bytes; empty where the system does not say (not Linux). */
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
