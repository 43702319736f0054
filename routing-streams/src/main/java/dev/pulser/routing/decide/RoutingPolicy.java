// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decide;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;

/** Chooses the agent of a task: a pure function of the task and the agents. Today every task stays at home. */
public final class RoutingPolicy {

    public RoutingDecision decide(Task task, AgentTable agents) {
        return agents.homeOf(task.type(), task.agent())
                .<RoutingDecision>map(home -> new RoutingDecision.Chosen(home, why(task, agents, home)))
                .orElseGet(() -> new RoutingDecision.Unroutable(whyNobody(task)));
    }

    private static String why(Task task, AgentTable agents, AgentName home) {
        if (task.agent() != null) {
            return "asked for by the submitter";
        }
        boolean isItself = agents.find(home)
                .filter(agent -> agent.taskTypes().contains(task.type()))
                .isPresent();
        return isItself
                ? "home of task type " + task.type()
                : "backup of the home of task type %s, which is disabled".formatted(task.type());
    }

    private static String whyNobody(Task task) {
        return task.agent() == null
                ? "no agent takes tasks of type %s; name a type that one takes, or an agent".formatted(task.type())
                : "no agent is called %s; name one that exists, or leave it out".formatted(task.agent());
    }
}
