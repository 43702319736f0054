// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.time.Duration;

/**
 * What an agent's owner promises; measured, and a breach is shown.
 *
 * @param completionPercent at least this share of tasks completes, 0 to 100
 * @param response          mean time of an attempt is below this
 * @param errorPercent      less than this share of attempts fails, 0 to 100
 */
public record ServiceLevel(double completionPercent, Duration response, double errorPercent) {

    public ServiceLevel {
        requirePercent("completion_percent", completionPercent);
        requirePercent("error_percent", errorPercent);
        if (response.isNegative() || response.isZero()) {
            throw new IllegalArgumentException("response must be longer than zero");
        }
    }

    private static void requirePercent(String field, double value) {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException("%s is %s, it must be from 0 to 100".formatted(field, value));
        }
    }
}
