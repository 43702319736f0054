// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.status.HealthState;

/**
 * Health state derived from consecutive checks. One failed check makes an agent degraded, several in a row unhealthy.
 * Recovery needs several successful checks in a row, so that the state does not flap. Immutable.
 *
 * @param failures consecutive failed checks up to the last one
 * @param successes consecutive successful checks up to the last one
 */
record HealthTrend(HealthState state, int failures, int successes) {

    static final HealthTrend NEW = new HealthTrend(HealthState.UNKNOWN, 0, 0);

    HealthTrend after(CheckResult result, int failureThreshold, int successThreshold) {
        return switch (result) {
            case CheckResult.Unhealthy _ -> {
                int count = failures + 1;
                boolean enough = count >= failureThreshold || state == HealthState.UNHEALTHY;
                yield new HealthTrend(enough ? HealthState.UNHEALTHY : HealthState.DEGRADED, count, 0);
            }
            case CheckResult.Degraded _ -> recovering(HealthState.DEGRADED, successThreshold);
            case CheckResult.Healthy _ -> recovering(HealthState.HEALTHY, successThreshold);
        };
    }

    private HealthTrend recovering(HealthState result, int successThreshold) {
        int count = successes + 1;
        boolean immediate = state == HealthState.UNKNOWN || state == HealthState.HEALTHY;
        return new HealthTrend(immediate || count >= successThreshold ? result : state, 0, count);
    }

    /** Returns true while the next check is due sooner than after the regular interval. */
    boolean needsFastCheck() {
        return failures > 0 || state == HealthState.UNHEALTHY;
    }
}
