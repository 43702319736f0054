// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

/** Tables that the global thread maintains for all stream threads. */
public record GlobalTables(GlobalAgentTable agents, GlobalStatusTable statuses) {

    /** Returns empty tables. */
    public static GlobalTables empty() {
        return new GlobalTables(new GlobalAgentTable(), new GlobalStatusTable());
    }
}
