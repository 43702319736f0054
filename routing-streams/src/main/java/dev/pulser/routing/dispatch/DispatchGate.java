// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.dispatch;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.contract.status.Spending;
import dev.pulser.routing.budget.Budgets;
import dev.pulser.routing.health.HealthReports;
import dev.pulser.routing.limit.RateLimits;
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
 * Gate that opens when an agent with free capacity may get a task: by its health, its limits and its budget, for the
 * agent and for each company. Closed gates are kept in memory and reevaluated periodically. Confined to one
 * stream task.
 */
public final class DispatchGate {

    private final HealthReports reports;
    private final RateLimits limits;
    private final Budgets budgets;
    private final RunningTasks running;
    private final Map<AgentName, BlockReason> agents = new HashMap<>();
    private final Map<AgentName, Map<Company, BlockReason>> companies = new HashMap<>();

    public DispatchGate(HealthReports reports, RateLimits limits, Budgets budgets, RunningTasks running) {
        this.reports = reports;
        this.limits = limits;
        this.budgets = budgets;
        this.running = running;
    }

    /** Returns the agent's health by all adapters. */
    public AgentHealth health(AgentName agent) {
        return reports.health(agent);
    }

    /** Returns true when this agent may get a task of some company. */
    public boolean isOpen(AgentDefinition agent, Instant now) {
        if (!reports.health(agent.name()).state().usable()) {
            return false; // not kept: a health report reevaluates the agent
        }
        var reason = !limits.allow(agent, now)
                ? BlockReason.RATE_LIMIT
                : !budgets.allow(agent, now) ? BlockReason.BUDGET : null;
        if (reason == null) {
            agents.remove(agent.name());
        } else {
            agents.put(agent.name(), reason);
        }
        return reason == null;
    }

    /** Returns true when this agent, whose own gate is open, may get a task of this company. */
    public boolean isOpen(AgentDefinition agent, Company company, Instant now) {
        var reason = blockReason(agent, company, now);
        if (reason != null) {
            companies.computeIfAbsent(agent.name(), _ -> new HashMap<>()).put(company, reason);
        } else {
            forget(agent.name(), Set.of(company));
        }
        return reason == null;
    }

    private @Nullable BlockReason blockReason(AgentDefinition agent, Company company, Instant now) {
        int count = running.count(agent.name(), company);
        if (!limits.allow(agent, company, count, now)) {
            return BlockReason.RATE_LIMIT;
        }
        return budgets.allow(agent, company, now) ? null : BlockReason.BUDGET;
    }

    /** Returns true when the gate of this company was found closed and has not been opened since. */
    public boolean isBlocked(AgentName agent, Company company) {
        return companies.getOrDefault(agent, Map.of()).containsKey(company);
    }

    /** Returns the agents with a closed gate that may open without an event. */
    public Set<AgentName> blockedAgents() {
        var blocked = new HashSet<>(agents.keySet());
        blocked.addAll(companies.keySet());
        return blocked;
    }

    /**
     * Opens the gates of companies that no limit or budget blocks any more.
     *
     * @param agent null when the agent is not defined; then all its gates open
     * @return companies with gates that opened
     */
    public List<Company> unblock(AgentName name, @Nullable AgentDefinition agent, Instant now) {
        var opened = new ArrayList<Company>();
        for (var company : companies.getOrDefault(name, Map.of()).keySet()) {
            if (agent == null || blockReason(agent, company, now) == null) {
                opened.add(company);
            }
        }
        forget(name, opened);
        if (agent == null) {
            agents.remove(name);
        }
        return opened;
    }

    private void forget(AgentName agent, Collection<Company> opened) {
        companies.computeIfPresent(agent, (_, blocked) -> {
            blocked.keySet().removeAll(opened);
            return blocked.isEmpty() ? null : blocked;
        });
    }

    /** Returns the reason for which no waiting task of this agent starts, pauses and capacity aside; null when none. */
    public @Nullable BlockReason blockReason(AgentName agent) {
        if (!reports.health(agent).state().usable()) {
            return BlockReason.UNHEALTHY;
        }
        var reason = agents.get(agent);
        var blocked = companies.getOrDefault(agent, Map.of()).values();
        return reason != null || blocked.isEmpty() ? reason : Collections.min(blocked);
    }

    /**
     * Counts an attempt that starts against limits and budgets.
     *
     * @return budget reserved for the attempt in millionths of a US dollar
     */
    public long startAttempt(AgentDefinition agent, Company company, Instant now) {
        limits.recordStart(agent, company, now);
        return budgets.reserve(agent, company, now);
    }

    /**
     * Charges an attempt that has ended.
     *
     * @return true when the attempt cost more than its reservation
     */
    public boolean settleAttempt(LaneEntry entry, @Nullable AgentDefinition agent, Usage used, Instant now) {
        var budget = agent == null ? null : agent.budget();
        long reserved = entry.reservedMicros();
        budgets.settle(entry.agent(), entry.task().company(), budget, reserved, used.costMicros(), now);
        if (agent != null) {
            limits.recordTokens(agent, used.tokens(), now);
        }
        return reserved > 0 && used.costMicros() > reserved;
    }

    /** Returns the spending in the current period of the agent's budget. */
    public List<Spending> spending(AgentDefinition agent, Instant now) {
        return budgets.spending(agent, now);
    }
}
