// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.limit;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rate and concurrency limits of the agents of one partition, in memory: after a restart every bucket is full, which
 * allows one extra burst. Confined to one stream task.
 */
public final class RateLimits {

    /** Number of companies from which on full buckets are removed before another one is added. */
    private static final int MANY_COMPANIES = 1_000;

    private final Map<AgentName, AgentBuckets> byAgent = new HashMap<>();

    /** Returns true when another attempt of this agent may start. */
    public boolean allow(AgentDefinition agent, Instant now) {
        var buckets = buckets(agent, now);
        return (buckets.requests == null || buckets.requests.has(1, now))
                && (buckets.tokens == null || buckets.tokens.has(0, now));
    }

    /**
     * Returns true when another attempt for this company may start, the limits of the agent itself aside.
     *
     * @param running running attempts of the agent for this company
     */
    public boolean allow(AgentDefinition agent, Company company, int running, Instant now) {
        var limit = agent.limits().companyConcurrency();
        if (limit != null && running >= limit) {
            return false;
        }
        var bucket = buckets(agent, now).companies.get(company);
        return bucket == null || bucket.has(1, now);
    }

    /** Counts the start of an attempt. */
    public void recordStart(AgentDefinition agent, Company company, Instant now) {
        var buckets = buckets(agent, now);
        if (buckets.requests != null) {
            buckets.requests.take(1, now);
        }
        var perMinute = agent.limits().companyRequestsPerMinute();
        if (perMinute != null) {
            buckets.company(company, perMinute, now).take(1, now);
        }
    }

    /** Counts the model tokens that an attempt used. */
    public void recordTokens(AgentDefinition agent, long tokens, Instant now) {
        var buckets = buckets(agent, now);
        if (buckets.tokens != null) {
            buckets.tokens.take(tokens, now);
        }
    }

    private AgentBuckets buckets(AgentDefinition agent, Instant now) {
        var buckets = byAgent.computeIfAbsent(agent.name(), _ -> new AgentBuckets());
        buckets.update(agent.limits(), now);
        return buckets;
    }

    /** Buckets of one agent; null without a limit. */
    private static final class AgentBuckets {

        private final Map<Company, TokenBucket> companies = new HashMap<>();
        private AgentLimits limits = AgentLimits.NONE;
        private @Nullable TokenBucket requests;
        private @Nullable TokenBucket tokens;

        void update(AgentLimits wanted, Instant now) {
            if (limits.equals(wanted)) {
                return;
            }
            limits = wanted;
            requests = withRate(requests, wanted.requestsPerMinute(), now);
            tokens = withRate(tokens, wanted.tokensPerMinute(), now);
            var perCompany = wanted.companyRequestsPerMinute();
            if (perCompany == null) {
                companies.clear();
            } else {
                companies.values().forEach(bucket -> bucket.setRate(perCompany, now));
            }
        }

        private static @Nullable TokenBucket withRate(
                @Nullable TokenBucket bucket, @Nullable Integer perMinute, Instant now) {
            if (perMinute == null) {
                return null;
            }
            if (bucket == null) {
                return new TokenBucket(perMinute, now);
            }
            bucket.setRate(perMinute, now);
            return bucket;
        }

        TokenBucket company(Company company, int perMinute, Instant now) {
            if (companies.size() >= MANY_COMPANIES && !companies.containsKey(company)) {
                companies.values().removeIf(bucket -> bucket.isFull(now));
            }
            return companies.computeIfAbsent(company, _ -> new TokenBucket(perMinute, now));
        }
    }
}
