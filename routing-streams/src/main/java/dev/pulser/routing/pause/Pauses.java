// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.pause;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The agents and companies of one partition that start no attempts until they are resumed: in memory and in a store, under
 * {@code agent|<name>} and {@code company|<name>}. Belongs to one stream task.
 */
public final class Pauses {

    public static final String STORE = "routing-pauses";

    private static final String AGENT = "agent|";
    private static final String COMPANY = "company|";
    private static final byte[] PAUSED = {1};

    private final KeyValueStore<String, byte[]> store;
    private final Set<AgentName> agents = new HashSet<>();
    private final Set<Company> companies = new HashSet<>();

    /** Reads the store once. */
    public Pauses(ProcessorContext<?, ?> context) {
        store = context.getStateStore(STORE);
        try (var stored = store.all()) {
            stored.forEachRemaining(pause -> remember(pause.key));
        }
    }

    private void remember(String key) {
        if (key.startsWith(AGENT)) {
            agents.add(new AgentName(key.substring(AGENT.length())));
        } else {
            companies.add(new Company(key.substring(COMPANY.length())));
        }
    }

    /** Whether this agent starts nothing. */
    public boolean holds(AgentName agent) {
        return agents.contains(agent);
    }

    /** Whether nothing of this company is started. */
    public boolean holds(Company company) {
        return companies.contains(company);
    }

    /** The companies of which nothing is started, by name. */
    public List<Company> companies() {
        return companies.stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    }

    /** Whether this changed anything. */
    public boolean set(AgentName agent, boolean paused) {
        return change(AGENT + agent.value(), paused, paused ? agents.add(agent) : agents.remove(agent));
    }

    /** Whether this changed anything. */
    public boolean set(Company company, boolean paused) {
        return change(COMPANY + company.name(), paused, paused ? companies.add(company) : companies.remove(company));
    }

    private boolean change(String key, boolean paused, boolean changed) {
        if (changed) {
            store.put(key, paused ? PAUSED : null);
        }
        return changed;
    }

    /** The store that this needs. */
    public static List<StoreBuilder<?>> stores() {
        return List.of(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray()));
    }
}
