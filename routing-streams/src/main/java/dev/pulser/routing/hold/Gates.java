// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.hold;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Usage;
import dev.pulser.routing.budget.Budgets;
import dev.pulser.routing.health.Verdicts;
import dev.pulser.routing.limit.Limits;
import dev.pulser.routing.running.RunningTasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent that has room may be given a task: by its health, its limits and its budget, as a whole and for each
 * company. Remembers what was found shut, in memory, so that it is looked at again when time has passed. Belongs to one
 * stream task.
 */
public final class Gates {

    private final Verdicts verdicts;
    private final Limits limits;
    private final Budgets budgets;
    private final RunningTasks running;
    private final Map<AgentName, Hold> agents = new HashMap<>();
    private final Map<AgentName, Map<Company, Hold>> companies = new HashMap<>();

    public Gates(Verdicts verdicts, Limits limits, Budgets budgets, RunningTasks running) {
        this.verdicts = verdicts;
        this.limits = limits;
        this.budgets = budgets;
        this.running = running;
    }

    /** How the agent is. */
    public AgentHealth health(AgentName agent) {
        return verdicts.of(agent);
    }

    /** Whether this agent may be given something of anybody. */
    public boolean isOpen(AgentDefinition agent, Instant now) {
        if (!verdicts.of(agent.name()).state().usable()) {
            return false; // whoever hears that it is well again looks at it again
        }
        var hold = !limits.allow(agent, now) ? Hold.RATE_LIMIT : !budgets.allow(agent, now) ? Hold.BUDGET : null;
        if (hold == null) {
            agents.remove(agent.name());
        } else {
            agents.put(agent.name(), hold);
        }
        return hold == null;
    }

    /** Whether this agent, which is open, may be given something of this company. */
    public boolean isOpen(AgentDefinition agent, Company company, Instant now) {
        var hold = holdOf(agent, company, now);
        if (hold != null) {
            companies.computeIfAbsent(agent.name(), _ -> new HashMap<>()).put(company, hold);
        } else {
            forget(agent.name(), Set.of(company));
        }
        return hold == null;
    }

    private @Nullable Hold holdOf(AgentDefinition agent, Company company, Instant now) {
        int count = running.count(agent.name(), company);
        if (!limits.allow(agent, company, count, now)) {
            return Hold.RATE_LIMIT;
        }
        return budgets.allow(agent, company, now) ? null : Hold.BUDGET;
    }

    /** Whether this company was found shut out from this agent, and has not been let in again since. */
    public boolean holds(AgentName agent, Company company) {
        return companies.getOrDefault(agent, Map.of()).containsKey(company);
    }

    /** The agents of which something was found shut that time may open. */
    public Set<AgentName> held() {
        var held = new HashSet<>(agents.keySet());
        held.addAll(companies.keySet());
        return held;
    }

    /**
     * Lets those companies in again that nothing holds any more. Returns them.
     *
     * @param agent null where nobody defines it any more: then nothing holds anybody
     */
    public List<Company> reopen(AgentName name, @Nullable AgentDefinition agent, Instant now) {
        var open = new ArrayList<Company>();
        for (var company : companies.getOrDefault(name, Map.of()).keySet()) {
            if (agent == null || holdOf(agent, company, now) == null) {
                open.add(company);
            }
        }
        forget(name, open);
        if (agent == null) {
            agents.remove(name);
        }
        return open;
    }

    private void forget(AgentName agent, Collection<Company> open) {
        companies.computeIfPresent(agent, (_, held) -> {
            held.keySet().removeAll(open);
            return held.isEmpty() ? null : held;
        });
    }

    /** Why nothing is started of what waits for this agent, where it has room and nobody has paused it; null where nothing holds it. */
    public @Nullable Hold holdOf(AgentName agent) {
        if (!verdicts.of(agent).state().usable()) {
            return Hold.UNHEALTHY;
        }
        var hold = agents.get(agent);
        var held = companies.getOrDefault(agent, Map.of()).values();
        return hold != null || held.isEmpty() ? hold : Collections.min(held);
    }

    /** An attempt begins. Returns what is set aside for it, in millionths of a US dollar. */
    public long begin(AgentDefinition agent, Company company, Instant now) {
        limits.begin(agent, company, now);
        return budgets.reserve(agent, company, now);
    }

    /** An attempt is over, and has used so much. Returns whether that is more than was set aside for it. */
    public boolean settle(LaneEntry entry, @Nullable AgentDefinition agent, Usage used, Instant now) {
        var budget = agent == null ? null : agent.budget();
        long reserved = entry.reservedMicros();
        budgets.settle(entry.agent(), entry.task().company(), budget, reserved, used.costMicros(), now);
        if (agent != null) {
            limits.use(agent, used.tokens(), now);
        }
        return reserved > 0 && used.costMicros() > reserved;
    }

    /** What is spent in the running period of the agent's budget. */
    public List<AgentStatus.Spending> spending(AgentDefinition agent, Instant now) {
        return budgets.of(agent, now);
    }
}
