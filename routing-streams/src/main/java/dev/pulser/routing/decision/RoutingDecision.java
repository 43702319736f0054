// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decision;

import dev.pulser.contract.name.AgentName;

/** Choice of the agent for a task. */
public sealed interface RoutingDecision {

    /** Returns a sentence for users; it appears in the task's first event. */
    String reason();

    /** Assignment to an agent. */
    record Assigned(AgentName agent, String reason) implements RoutingDecision {}

    /** Absence of an agent that accepts the task. */
    record Unroutable(String reason) implements RoutingDecision {}
}
