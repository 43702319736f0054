// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settle;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Usage;
import org.jspecify.annotations.Nullable;

/** What an attempt is charged: a pure function of how it ended. */
public final class Charges {

    private Charges() {}

    /**
     * Of an attempt that its adapter has ended: what it used, and what the agent costs for each attempt. One that was put off
     * costs only what it used, because the agent was not asked.
     *
     * @param agent null where nobody defines it any more
     */
    public static Usage ended(Report.Ended ended, @Nullable AgentDefinition agent) {
        boolean asked = !(ended.outcome() instanceof Outcome.Deferred);
        return asked && agent != null ? ended.usage().plus(money(agent.rates().attemptMicros())) : ended.usage();
    }

    /** Of an attempt that was lost with its adapter: all that was set aside, because nobody knows what it used. */
    public static Usage lost(LaneEntry entry) {
        return money(entry.reservedMicros());
    }

    private static Usage money(long micros) {
        return new Usage(0, 0, micros);
    }
}
