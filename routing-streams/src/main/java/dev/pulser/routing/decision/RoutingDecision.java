// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decision;

import dev.pulser.contract.name.AgentName;

/** Decision which agent gets a task. */
public sealed interface RoutingDecision {

    /** Returns a sentence for users; it appears in the task's first event. */
    String reason();

    /** Decision for an agent. */
    record Assigned(AgentName agent, String reason) implements RoutingDecision {}

    /** Decision that no agent accepts the task. */
    record Unroutable(String reason) implements RoutingDecision {}
}
