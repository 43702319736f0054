// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.limit;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the agents of one partition may still be asked, in memory: after a restart every bucket is full, which is one burst
 * more. Belongs to one stream task.
 */
public final class Limits {

    /** From here on, companies whose buckets are full are forgotten before another one is remembered. */
    private static final int MANY_COMPANIES = 1_000;

    private final Map<AgentName, OfAgent> byAgent = new HashMap<>();

    /** Whether another attempt of this agent may begin. */
    public boolean allow(AgentDefinition agent, Instant now) {
        var limits = of(agent, now);
        return (limits.requests == null || limits.requests.has(1, now))
                && (limits.tokens == null || limits.tokens.has(0, now));
    }

    /**
     * Whether another attempt of this agent for this company may begin, where one of the agent may.
     *
     * @param running how many of them run
     */
    public boolean allow(AgentDefinition agent, Company company, int running, Instant now) {
        var most = agent.limits().companyConcurrency();
        if (most != null && running >= most) {
            return false;
        }
        var bucket = of(agent, now).companies.get(company);
        return bucket == null || bucket.has(1, now);
    }

    /** An attempt begins. */
    public void begin(AgentDefinition agent, Company company, Instant now) {
        var limits = of(agent, now);
        if (limits.requests != null) {
            limits.requests.take(1, now);
        }
        var perMinute = agent.limits().companyRequestsPerMinute();
        if (perMinute != null) {
            limits.company(company, perMinute, now).take(1, now);
        }
    }

    /** An attempt has used so many tokens of models. */
    public void use(AgentDefinition agent, long tokens, Instant now) {
        var limits = of(agent, now);
        if (limits.tokens != null) {
            limits.tokens.take(tokens, now);
        }
    }

    private OfAgent of(AgentDefinition agent, Instant now) {
        var limits = byAgent.computeIfAbsent(agent.name(), _ -> new OfAgent());
        limits.follow(agent.limits(), now);
        return limits;
    }

    /** One agent's buckets; there is none where there is no limit. */
    private static final class OfAgent {

        private final Map<Company, TokenBucket> companies = new HashMap<>();
        private AgentLimits limits = AgentLimits.NONE;
        private @Nullable TokenBucket requests;
        private @Nullable TokenBucket tokens;

        /** Does nothing but for limits that have changed. */
        void follow(AgentLimits wanted, Instant now) {
            if (limits.equals(wanted)) {
                return;
            }
            limits = wanted;
            requests = changed(requests, wanted.requestsPerMinute(), now);
            tokens = changed(tokens, wanted.tokensPerMinute(), now);
            var perCompany = wanted.companyRequestsPerMinute();
            if (perCompany == null) {
                companies.clear();
            } else {
                companies.values().forEach(bucket -> bucket.setRate(perCompany, now));
            }
        }

        private static @Nullable TokenBucket changed(
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
