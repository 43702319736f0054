// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settlement;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.LaneEntry;
import org.jspecify.annotations.Nullable;

/** Usage that an attempt is charged. */
public final class AttemptCharges {

    private AttemptCharges() {}

    /**
     * Returns the charge of an attempt that its adapter ended: the reported usage and the agent's rate per attempt. A
     * deferred attempt is charged the usage only, because the agent was not called.
     *
     * @param agent null when the agent is not defined any more
     */
    public static Usage ended(AdapterReport.AttemptEnded ended, @Nullable AgentDefinition agent) {
        boolean called = !(ended.outcome() instanceof Outcome.Deferred);
        return called && agent != null ? ended.usage().plus(cost(agent.rates().attemptMicros())) : ended.usage();
    }

    /**
     * Returns the charge of an attempt that was lost with its adapter: the whole reservation, as the usage is unknown.
     */
    public static Usage lost(LaneEntry entry) {
        return cost(entry.reservedMicros());
    }

    private static Usage cost(long micros) {
        return new Usage(0, 0, micros);
    }
}
