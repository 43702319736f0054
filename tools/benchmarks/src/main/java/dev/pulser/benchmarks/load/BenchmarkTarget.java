// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import java.net.URI;
import java.util.Map;

/**
 * Addresses and processes of the system under test.
 *
 * @param rest      root of the REST API
 * @param kafka     bootstrap servers
 * @param processes processes by name, whose resource usage is measured
 */
public record BenchmarkTarget(URI rest, String kafka, Map<String, ProcessHandle> processes) {

    public BenchmarkTarget {
        processes = Map.copyOf(processes);
    }
}
