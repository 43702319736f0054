// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a task takes with each agent, from its submission to its end: the moving mean of the tasks that this instance
 * saw complete, each new one counting a tenth. Before the first: the response time of the agent's service level, else the
 * limit of one attempt. Safe from any thread.
 */
@Singleton
public final class AgentPace {

    private static final double WEIGHT_OF_NEWEST = 0.1;

    private final Map<AgentName, Double> meanMillis = new ConcurrentHashMap<>();

    /** Takes note of a task that took this long. */
    public void observe(AgentName agent, Duration took) {
        double millis = Math.max(0, took.toMillis());
        meanMillis.merge(agent, millis, (mean, newest) -> mean + WEIGHT_OF_NEWEST * (newest - mean));
    }

    /** What a task submitted now will take. */
    public Duration expected(AgentDefinition agent) {
        var mean = meanMillis.get(agent.name());
        if (mean != null) {
            return Duration.ofMillis(mean.longValue());
        }
        ServiceLevel level = agent.profile().serviceLevel();
        return level != null ? level.response() : agent.timeout();
    }
}
