// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.hold;

import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.name.AgentName;
import dev.pulser.routing.health.Verdicts;
import org.jspecify.annotations.Nullable;

/** Whether an agent that has room may be given a task. Belongs to one stream task. */
public final class Gates {

    private final Verdicts verdicts;

    public Gates(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    /** How the agent is. */
    public AgentHealth health(AgentName agent) {
        return verdicts.of(agent);
    }

    /** Why this agent is given nothing at all; null where it may be given tasks. */
    public @Nullable Hold ofAgent(AgentName agent) {
        return verdicts.of(agent).state().usable() ? null : Hold.UNHEALTHY;
    }
}
