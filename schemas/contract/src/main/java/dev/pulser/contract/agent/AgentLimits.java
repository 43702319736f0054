// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import org.jspecify.annotations.Nullable;

/**
 * How much an agent may be asked. What is above a limit waits; null is no limit.
 *
 * @param requestsPerMinute        attempts that are begun
 * @param tokensPerMinute          tokens of models; an attempt may go over, what follows waits until that is made up for
 * @param companyConcurrency       attempts of one company at a time
 * @param companyRequestsPerMinute attempts of one company that are begun
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
            throw new IllegalArgumentException("limits.%s must be at least 1, or left out".formatted(field));
        }
    }
}
