// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.dispatch;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Paused agents and companies of one partition, in memory and in a store, with the keys {@code agent|<name>} and
 * {@code company|<name>}. Confined to one stream task.
 */
public final class PauseRegistry {

    public static final String STORE = "routing-pauses";

    private static final String AGENT = "agent|";
    private static final String COMPANY = "company|";
    private static final byte[] PAUSED = {1};

    private final KeyValueStore<String, byte[]> store;
    private final Set<AgentName> agents = new HashSet<>();
    private final Set<Company> companies = new HashSet<>();

    /** Reads the store once. */
    public PauseRegistry(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
        try (var stored = store.all()) {
            stored.forEachRemaining(pause -> restore(pause.key));
        }
    }

    private void restore(String key) {
        if (key.startsWith(AGENT)) {
            agents.add(new AgentName(key.substring(AGENT.length())));
        } else {
            companies.add(new Company(key.substring(COMPANY.length())));
        }
    }

    public boolean isPaused(AgentName agent) {
        return agents.contains(agent);
    }

    public boolean isPaused(Company company) {
        return companies.contains(company);
    }

    /** Returns the paused companies by name. */
    public List<Company> pausedCompanies() {
        return companies.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    /** Pauses or resumes an agent; returns true when this changed anything. */
    public boolean setPaused(AgentName agent, boolean paused) {
        return store(AGENT + agent.value(), paused, paused ? agents.add(agent) : agents.remove(agent));
    }

    /** Pauses or resumes a company; returns true when this changed anything. */
    public boolean setPaused(Company company, boolean paused) {
        return store(COMPANY + company.name(), paused, paused ? companies.add(company) : companies.remove(company));
    }

    private boolean store(String key, boolean paused, boolean changed) {
        if (changed) {
            store.put(key, paused ? PAUSED : null);
        }
        return changed;
    }

    /** Returns the store of pauses. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray()));
    }
}
