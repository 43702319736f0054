// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decision;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;

/** Policy that assigns a submitted task to its home agent, or to the first enabled backup. */
public final class RoutingPolicy {

    public RoutingDecision decide(Task task, AgentTable agents) {
        return agents.homeOf(task.type(), task.agent())
                .<RoutingDecision>map(home -> new RoutingDecision.Assigned(home, reason(task, agents, home)))
                .orElseGet(() -> new RoutingDecision.Unroutable(unroutableReason(task)));
    }

    private static String reason(Task task, AgentTable agents, AgentName home) {
        if (task.agent() != null) {
            return "The task requests agent %s.".formatted(home);
        }
        boolean isHome = agents.find(home)
                .filter(agent -> agent.taskTypes().contains(task.type()))
                .isPresent();
        return isHome
                ? "Agent %s is the home agent of task type %s.".formatted(home, task.type())
                : "Agent %s is a backup of the home agent of task type %s, which is disabled."
                        .formatted(home, task.type());
    }

    private static String unroutableReason(Task task) {
        return task.agent() == null
                ? "No agent accepts task type %s. Use another task type, or request an agent.".formatted(task.type())
                : "Agent %s does not exist. Request an existing agent, or submit the task without an agent."
                        .formatted(task.agent());
    }
}
