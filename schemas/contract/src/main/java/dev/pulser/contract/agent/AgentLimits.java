// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import org.jspecify.annotations.Nullable;

/**
 * Rate and concurrency limits of an agent; null means no limit. Tasks above a limit wait.
 *
 * @param requestsPerMinute        attempts started per minute
 * @param tokensPerMinute          model tokens per minute; a running attempt may exceed it, later ones wait until the average
 *     is below it again
 * @param companyConcurrency       attempts of one company that run at the same time
 * @param companyRequestsPerMinute attempts of one company started per minute
 */
public record AgentLimits(
        @Nullable Integer requestsPerMinute,
        @Nullable Integer tokensPerMinute,
        @Nullable Integer companyConcurrency,
        @Nullable Integer companyRequestsPerMinute) {

    public static final AgentLimits NONE = new AgentLimits(null, null, null, null);

    public AgentLimits {
        requirePositive("requests_per_minute", requestsPerMinute);
        requirePositive("tokens_per_minute", tokensPerMinute);
        requirePositive("company_concurrency", companyConcurrency);
        requirePositive("company_requests_per_minute", companyRequestsPerMinute);
    }

    private static void requirePositive(String field, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(
                    "limits.%s must be 1 or more; leave it out for no limit".formatted(field));
        }
    }
}
