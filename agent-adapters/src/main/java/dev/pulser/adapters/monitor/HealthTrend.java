// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.agent.HealthState;

/**
 * What a row of checks says of an agent. One check that fails makes it degraded, several in a row unhealthy; back it comes
 * only after several good ones in a row, so that an agent on the edge does not swing to and fro. Immutable.
 *
 * @param failures  in a row, up to the last check
 * @param successes in a row, up to the last check
 */
record HealthTrend(HealthState state, int failures, int successes) {

    static final HealthTrend NEW = new HealthTrend(HealthState.UNKNOWN, 0, 0);

    HealthTrend after(CheckResult result, int unhealthyAfter, int healthyAfter) {
        return switch (result) {
            case CheckResult.Failing _ -> {
                int row = failures + 1;
                boolean enough = row >= unhealthyAfter || state == HealthState.UNHEALTHY;
                yield new HealthTrend(enough ? HealthState.UNHEALTHY : HealthState.DEGRADED, row, 0);
            }
            case CheckResult.Poor _ -> better(HealthState.DEGRADED, healthyAfter);
            case CheckResult.Fine _ -> better(HealthState.HEALTHY, healthyAfter);
        };
    }

    private HealthTrend better(HealthState found, int healthyAfter) {
        int row = successes + 1;
        boolean falls = state == HealthState.UNKNOWN || state == HealthState.HEALTHY;
        return new HealthTrend(falls || row >= healthyAfter ? found : state, 0, row);
    }

    /** Whether the next check should not be long in coming. */
    boolean inDoubt() {
        return failures > 0 || state == HealthState.UNHEALTHY;
    }
}
