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
 * Estimate of the time from the submission of a task to its end, per agent: moving average of the tasks that this instance saw
 * complete, with weight 0.1 for the newest. Before the first task it is the response time of the agent's service level, or the
 * agent's timeout. Thread-safe.
 */
@Singleton
public final class TaskDurationEstimator {

    private static final double WEIGHT_OF_NEWEST = 0.1;

    private final Map<AgentName, Double> meanMillis = new ConcurrentHashMap<>();

    /** Records the duration of a completed task. */
    public void record(AgentName agent, Duration duration) {
        double millis = Math.max(0, duration.toMillis());
        meanMillis.merge(agent, millis, (mean, newest) -> mean + WEIGHT_OF_NEWEST * (newest - mean));
    }

    /** Returns the estimated duration of a task that is submitted now. */
    public Duration estimate(AgentDefinition agent) {
        var mean = meanMillis.get(agent.name());
        if (mean != null) {
            return Duration.ofMillis(mean.longValue());
        }
        ServiceLevel level = agent.profile().serviceLevel();
        return level != null ? level.response() : agent.timeout();
    }
}
