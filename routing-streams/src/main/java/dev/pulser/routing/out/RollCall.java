// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

import dev.pulser.contract.routing.Report;

/**
 * How a lane finds out that silence is silence: before it takes an adapter for dead, it sends itself a report through the
 * outcomes topic. When that one comes back, everything that had been reported before has been heard, however far behind
 * the lane is; so an overloaded lane blames no adapter for what it has not read yet.
 */
public final class RollCall {

    /** What stands in place of an adapter's name. */
    static final String ADAPTER = "routing-roll-call";

    private RollCall() {}

    /** Whether a lane sent this report to itself. */
    public static boolean is(Report report) {
        return report.adapter().equals(ADAPTER);
    }
}
