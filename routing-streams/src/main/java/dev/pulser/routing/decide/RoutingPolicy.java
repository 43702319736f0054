// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decide;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.task.Task;

/** Chooses the agent of a task: a pure function of the task and the agents. Today every task stays at home. */
public final class RoutingPolicy {

    public RoutingDecision decide(Task task, AgentTable agents) {
        return agents.homeOf(task.type(), task.agent())
                .<RoutingDecision>map(home -> new RoutingDecision.Chosen(home, whyHome(task)))
                .orElseGet(() -> new RoutingDecision.Unroutable(whyNobody(task)));
    }

    private static String whyHome(Task task) {
        return task.agent() == null ? "home of task type " + task.type() : "asked for by the submitter";
    }

    private static String whyNobody(Task task) {
        return task.agent() == null
                ? "no agent takes tasks of type %s; name a type that one takes, or an agent".formatted(task.type())
                : "no agent is called %s; name one that exists, or leave it out".formatted(task.agent());
    }
}
