// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import static dev.pulser.telemetry.sample.Events.MAYA;
import static dev.pulser.telemetry.sample.Events.NOON;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.HealthState;
import dev.pulser.contract.name.AgentName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What maya's lane says of itself, some seconds after noon. */
public final class Statuses {

    private Statuses() {}

    public static AgentStatus healthy(int second) {
        return status(MAYA, second, HealthState.HEALTHY, null, second, 0);
    }

    /** Since then. */
    public static AgentStatus unhealthy(int second) {
        return unhealthy(second, second);
    }

    /** Said at {@code second}; it is so since {@code since}. */
    public static AgentStatus unhealthy(int second, int since) {
        return status(MAYA, second, HealthState.UNHEALTHY, "connection refused", since, 0);
    }

    /** A healthy lane in which so many tasks wait. */
    public static AgentStatus waiting(int second, long tasks) {
        return status(MAYA, second, HealthState.HEALTHY, null, 0, tasks);
    }

    public static AgentStatus status(
            AgentName agent, int second, HealthState state, @Nullable String reason, int since, long waiting) {
        var health = new AgentHealth(state, reason, second(since), second(second), Duration.ofMillis(12));
        return new AgentStatus(
                agent, second(second), 4, 2, waiting, 0, false, List.of(), null, List.of(), health, null, List.of());
    }

    /** The same, with what was spent. */
    public static AgentStatus spending(AgentStatus status, AgentStatus.Spending... spending) {
        return new AgentStatus(
                status.agent(),
                status.at(),
                status.capacity(),
                status.running(),
                status.waiting(),
                status.retrying(),
                status.paused(),
                status.pausedCompanies(),
                status.meanAttempt(),
                status.lines(),
                status.health(),
                "budget",
                List.of(spending));
    }

    public static Instant second(int second) {
        return NOON.plusSeconds(second);
    }
}
