// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.time.Duration;

/**
 * Service level that an agent is expected to keep. Telemetry measures it and reports breaches.
 *
 * @param completionPercent lowest share of tasks that complete, 0 to 100
 * @param response          upper bound of the mean duration of an attempt, above zero
 * @param errorPercent      upper bound of the share of attempts that fail, 0 to 100
 */
public record ServiceLevel(double completionPercent, Duration response, double errorPercent) {

    public ServiceLevel {
        requirePercent("service_level.completion_percent", completionPercent);
        requirePercent("service_level.error_percent", errorPercent);
        if (response.isNegative() || response.isZero()) {
            throw new IllegalArgumentException("service_level.response must be above zero");
        }
    }

    private static void requirePercent(String field, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException("%s must be from 0 to 100. It is %s".formatted(field, value));
        }
    }
}
