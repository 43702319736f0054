// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * State of this instance, as the readiness check shows it.
 *
 * @param agents  number of agent definitions
 * @param joined  true while the consumer group has assigned partitions to this instance
 * @param running number of running attempts
 * @param skipped number of invalid records on the topic of assignments
 * @param servers one-line summary of each MCP server, by name
 */
record AdaptersState(
        String instance, int agents, boolean joined, int running, long skipped, Map<String, String> servers) {

    AdaptersState {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /** Returns true when the next assignment can be run. */
    boolean ready() {
        return joined && agents > 0;
    }
}
