// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.decide;

import dev.pulser.contract.name.AgentName;

/** Where a task goes, and why. Closed: a new kind of decision is a compile error at every switch that must handle it. */
public sealed interface RoutingDecision {

    /** One sentence for people; it stands in the task's first event. */
    String reason();

    /** This agent does it. */
    record Chosen(AgentName agent, String reason) implements RoutingDecision {}

    /** No agent can. */
    record Unroutable(String reason) implements RoutingDecision {}
}
