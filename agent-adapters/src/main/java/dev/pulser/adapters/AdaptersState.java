// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this instance is doing.
 *
 * @param agents  in the table
 * @param joined  whether it has its share of the assignments
 * @param running attempts in work
 * @param skipped records on the topic of assignments that were none
 * @param servers each MCP server's state in one line
 */
public record AdaptersState(
        String instance, int agents, boolean joined, int running, long skipped, Map<String, String> servers) {

    public AdaptersState {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }

    /** Whether assignments that come now are run. */
    public boolean ready() {
        return joined && agents > 0;
    }
}
