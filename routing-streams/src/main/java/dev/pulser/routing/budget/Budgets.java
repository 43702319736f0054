// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.agent.Budget;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What is spent with the agents of one partition, and set aside for what is in work: in memory and in a store, so that it
 * changes in the transaction in which an attempt begins or ends. An agent without a budget has no accounts. Belongs to one
 * stream task.
 */
public final class Budgets {

    public static final String STORE = "routing-spending";

    private final KeyValueStore<Spender, Account> store;
    private final Map<AgentName, Map<Spender, Account>> byAgent = new HashMap<>();

    /** Reads the store once. */
    public Budgets(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
        try (var stored = store.all()) {
            stored.forEachRemaining(account -> accounts(account.key.agent()).put(account.key, account.value));
        }
    }

    private Map<Spender, Account> accounts(AgentName agent) {
        return byAgent.computeIfAbsent(agent, _ -> new HashMap<>());
    }

    /** Whether enough is left for one more attempt of this agent, all companies together. */
    public boolean allow(AgentDefinition agent, Instant now) {
        var budget = agent.budget();
        return budget == null
                || account(new Spender(agent.name(), null), budget, now)
                        .hasRoom(budget.attemptMicros(), budget.agentMicros());
    }

    /** Whether enough is left for one more attempt of this agent for this company, where it is for one of the agent. */
    public boolean allow(AgentDefinition agent, Company company, Instant now) {
        var budget = agent.budget();
        return budget == null
                || account(new Spender(agent.name(), company), budget, now)
                        .hasRoom(
                                budget.attemptMicros(),
                                budget.ofCompany(company).orElse(null));
    }

    private Account account(Spender spender, Budget budget, Instant now) {
        var start = budget.period().startOf(now);
        var known = byAgent.getOrDefault(spender.agent(), Map.of()).get(spender);
        return known == null ? Account.opened(start) : known.in(start);
    }

    /** Sets aside what an attempt may cost. Returns that; 0 where there is no budget. */
    public long reserve(AgentDefinition agent, Company company, Instant now) {
        var budget = agent.budget();
        if (budget == null) {
            return 0;
        }
        for (var spender : spenders(agent.name(), company)) {
            put(spender, account(spender, budget, now).reserving(budget.attemptMicros()));
        }
        return budget.attemptMicros();
    }

    /**
     * An attempt has ended.
     *
     * @param budget   of the agent as it is now; null where it has none any more, which leaves what was set aside to be settled
     * @param reserved set aside for the attempt
     * @param cost     of the attempt
     */
    public void settle(
            AgentName agent, Company company, @Nullable Budget budget, long reserved, long cost, Instant now) {
        if (budget == null && reserved == 0) {
            return;
        }
        for (var spender : spenders(agent, company)) {
            var known = accounts(agent).get(spender);
            var account = budget != null
                    ? account(spender, budget, now)
                    : known != null ? known : Account.opened(Instant.EPOCH);
            put(spender, account.settling(reserved, cost));
        }
    }

    private static List<Spender> spenders(AgentName agent, Company company) {
        return List.of(new Spender(agent, null), new Spender(agent, company));
    }

    private void put(Spender spender, Account account) {
        store.put(spender, account);
        accounts(spender.agent()).put(spender, account);
    }

    /** What is spent in the period of {@code now}: of all companies, then of each that has spent, by name. */
    public List<AgentStatus.Spending> of(AgentDefinition agent, Instant now) {
        var budget = agent.budget();
        if (budget == null) {
            return List.of();
        }
        var found = new ArrayList<AgentStatus.Spending>();
        var all = new Spender(agent.name(), null);
        found.add(spending(all, account(all, budget, now), budget));
        accounts(agent.name()).keySet().stream()
                .filter(spender -> spender.company() != null)
                .sorted((a, b) -> nameOf(a).compareTo(nameOf(b)))
                .forEach(spender -> {
                    var account = account(spender, budget, now);
                    if (!account.isEmpty()) {
                        found.add(spending(spender, account, budget));
                    }
                });
        return found;
    }

    private static String nameOf(Spender spender) {
        var company = spender.company();
        return company == null ? "" : company.name();
    }

    private static AgentStatus.Spending spending(Spender spender, Account account, Budget budget) {
        var company = spender.company();
        return new AgentStatus.Spending(
                company,
                account.periodStart(),
                account.spent(),
                account.reserved(),
                company == null
                        ? budget.agentMicros()
                        : budget.ofCompany(company).orElse(null));
    }

    /** The store that this needs. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Spender.serde(), Account.serde()));
    }
}
