// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import dev.pulser.contract.routing.AdapterReport;

/**
 * Barrier that a lane writes to the outcomes topic before it ends an attempt without heartbeats. When the lane reads
 * the barrier, it has processed every earlier report, so that a lagging lane does not end attempts of live adapters.
 */
public final class OutcomeBarrier {

    /** Value in place of an adapter's name. */
    static final String ADAPTER = "routing-outcome-barrier";

    private OutcomeBarrier() {}

    /** Returns true when a lane wrote this report. */
    public static boolean isBarrier(AdapterReport report) {
        return report.adapter().equals(ADAPTER);
    }
}
