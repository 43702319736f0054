// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import java.net.URI;
import java.util.Map;

/**
 * A running Pulser.
 *
 * @param rest      root of the REST API
 * @param kafka     bootstrap servers
 * @param processes everything that works for it on this machine, by name; what a run costs is summed over these
 */
public record Target(URI rest, String kafka, Map<String, ProcessHandle> processes) {

    public Target {
        processes = Map.copyOf(processes);
    }
}
