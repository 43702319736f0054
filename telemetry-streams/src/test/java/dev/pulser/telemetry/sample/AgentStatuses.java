// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import static dev.pulser.telemetry.sample.TaskEvents.MAYA;
import static dev.pulser.telemetry.sample.TaskEvents.NOON;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.HealthState;
import dev.pulser.contract.status.Spending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statuses of a lane, some seconds after noon. */
public final class AgentStatuses {

    private AgentStatuses() {}

    public static AgentStatus healthy(int second) {
        return status(MAYA, second, HealthState.HEALTHY, null, second, 0);
    }

    /** Returns the status of an agent that became unhealthy at that second. */
    public static AgentStatus unhealthy(int second) {
        return unhealthy(second, second);
    }

    /** Returns the status at {@code second} of an agent that has been unhealthy since {@code since}. */
    public static AgentStatus unhealthy(int second, int since) {
        return status(MAYA, second, HealthState.UNHEALTHY, "connection refused", since, 0);
    }

    /** Returns the status of a healthy agent with this number of waiting tasks. */
    public static AgentStatus waiting(int second, long tasks) {
        return status(MAYA, second, HealthState.HEALTHY, null, 0, tasks);
    }

    public static AgentStatus status(
            AgentName agent, int second, HealthState state, @Nullable String reason, int since, long waiting) {
        return AgentStatus.of(agent, second(second), new AgentLoad(4, 2, waiting, 0, null))
                .withHealth(new AgentHealth(state, reason, second(since), second(second), Duration.ofMillis(12)));
    }

    /** Returns the status of a lane that its budget blocks. */
    public static AgentStatus overBudget(AgentStatus status, Spending... spending) {
        return status.withBlockReason("budget").withSpending(List.of(spending));
    }

    public static Instant second(int second) {
        return NOON.plusSeconds(second);
    }
}
