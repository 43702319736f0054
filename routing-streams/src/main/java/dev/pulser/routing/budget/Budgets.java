// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.status.Spending;
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
 * Budget accounts of the agents of one partition, in memory and in a store, so that they change in the transaction in
 * which an attempt starts or ends. Agents without a budget have no accounts. Confined to one stream task.
 */
public final class Budgets {

    public static final String STORE = "routing-spending";

    private final KeyValueStore<BudgetAccountKey, BudgetAccount> store;
    private final Map<AgentName, Map<BudgetAccountKey, BudgetAccount>> byAgent = new HashMap<>();

    /** Reads the store once. */
    public Budgets(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
        try (var stored = store.all()) {
            stored.forEachRemaining(account -> accounts(account.key.agent()).put(account.key, account.value));
        }
    }

    private Map<BudgetAccountKey, BudgetAccount> accounts(AgentName agent) {
        return byAgent.computeIfAbsent(agent, _ -> new HashMap<>());
    }

    /** Returns true when the agent's budget for all companies together covers one more attempt. */
    public boolean allow(AgentDefinition agent, Instant now) {
        var budget = agent.budget();
        return budget == null
                || account(new BudgetAccountKey(agent.name(), null), budget, now)
                        .hasRoom(budget.attemptMicros(), budget.agentMicros());
    }

    /** Returns true when the agent's budget for this company covers one more attempt. */
    public boolean allow(AgentDefinition agent, Company company, Instant now) {
        var budget = agent.budget();
        return budget == null
                || account(new BudgetAccountKey(agent.name(), company), budget, now)
                        .hasRoom(
                                budget.attemptMicros(),
                                budget.ofCompany(company).orElse(null));
    }

    private BudgetAccount account(BudgetAccountKey key, Budget budget, Instant now) {
        var start = budget.period().startOf(now);
        var known = byAgent.getOrDefault(key.agent(), Map.of()).get(key);
        return known == null ? BudgetAccount.open(start) : known.inPeriod(start);
    }

    /** Reserves the highest cost of an attempt and returns it; returns 0 without a budget. */
    public long reserve(AgentDefinition agent, Company company, Instant now) {
        var budget = agent.budget();
        if (budget == null) {
            return 0;
        }
        for (var key : keys(agent.name(), company)) {
            put(key, account(key, budget, now).reserve(budget.attemptMicros()));
        }
        return budget.attemptMicros();
    }

    /**
     * Replaces the reservation of an ended attempt by its cost.
     *
     * @param budget   current budget; null when it was removed since the reservation
     * @param reserved reservation of the attempt
     * @param cost     cost of the attempt
     */
    public void settle(
            AgentName agent, Company company, @Nullable Budget budget, long reserved, long cost, Instant now) {
        if (budget == null && reserved == 0) {
            return;
        }
        for (var key : keys(agent, company)) {
            var known = accounts(agent).get(key);
            var account = budget != null
                    ? account(key, budget, now)
                    : known != null ? known : BudgetAccount.open(Instant.EPOCH);
            put(key, account.settle(reserved, cost));
        }
    }

    private static List<BudgetAccountKey> keys(AgentName agent, Company company) {
        return List.of(new BudgetAccountKey(agent, null), new BudgetAccountKey(agent, company));
    }

    private void put(BudgetAccountKey key, BudgetAccount account) {
        store.put(key, account);
        accounts(key.agent()).put(key, account);
    }

    /** Returns the spending in the current period: of all companies together, then of each company by name. */
    public List<Spending> spending(AgentDefinition agent, Instant now) {
        var budget = agent.budget();
        if (budget == null) {
            return List.of();
        }
        var found = new ArrayList<Spending>();
        var all = new BudgetAccountKey(agent.name(), null);
        found.add(spending(all, account(all, budget, now), budget));
        accounts(agent.name()).keySet().stream()
                .filter(key -> key.company() != null)
                .sorted((a, b) -> companyName(a).compareTo(companyName(b)))
                .forEach(key -> {
                    var account = account(key, budget, now);
                    if (!account.isEmpty()) {
                        found.add(spending(key, account, budget));
                    }
                });
        return found;
    }

    private static String companyName(BudgetAccountKey key) {
        var company = key.company();
        return company == null ? "" : company.name();
    }

    private static Spending spending(BudgetAccountKey key, BudgetAccount account, Budget budget) {
        var company = key.company();
        return new Spending(
                company,
                account.periodStart(),
                account.spent(),
                account.reserved(),
                company == null
                        ? budget.agentMicros()
                        : budget.ofCompany(company).orElse(null));
    }

    /** Returns the store of budget accounts. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), BudgetAccountKey.serde(), BudgetAccount.serde()));
    }
}
