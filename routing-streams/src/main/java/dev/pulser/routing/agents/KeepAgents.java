// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.Topic;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link KnownAgents} as the definitions topic says. Runs on the global thread, and is complete before any task is
 * processed.
 *
 * <p>State: the definitions as bytes in {@value #STORE}, in memory; restored by reading the topic again.
 * <p>Failure: a record that is no definition is logged with its coordinates and leaves the agent as it was.
 */
public final class KeepAgents extends ContextualProcessor<Bytes, Bytes, Void, Void> {

    public static final String STORE = "routing-agents";

    private static final Logger LOG = LoggerFactory.getLogger(KeepAgents.class);

    private final Topic<AgentName, AgentDefinition> topic;
    private final KnownAgents agents;

    private KeepAgents(Topic<AgentName, AgentDefinition> topic, KnownAgents agents) {
        this.topic = topic;
        this.agents = agents;
    }

    @Override
    public void process(Record<Bytes, Bytes> record) {
        try {
            keep(record);
        } catch (SerializationException | IllegalArgumentException e) {
            var place = context().recordMetadata();
            LOG.warn(
                    "agent definition ignored topic={} offset={} reason={}",
                    topic.name(),
                    place.map(at -> at.offset()).orElse(-1L),
                    e.getMessage());
        }
    }

    private void keep(Record<Bytes, Bytes> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("the record has no key");
        }
        var name = topic.keys()
                .deserializer()
                .deserialize(topic.name(), record.key().get());
        if (record.value() == null) {
            agents.remove(name);
        } else {
            agents.put(topic.values()
                    .deserializer()
                    .deserialize(topic.name(), record.value().get()));
        }
        KeyValueStore<Bytes, Bytes> store = context().getStateStore(STORE);
        store.put(record.key(), record.value());
    }

    /** The store that goes with {@link #supplier}. */
    public static StoreBuilder<KeyValueStore<Bytes, Bytes>> store() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.Bytes(), Serdes.Bytes())
                .withLoggingDisabled();
    }

    public static ProcessorSupplier<Bytes, Bytes, Void, Void> supplier(
            Topic<AgentName, AgentDefinition> topic, KnownAgents agents) {
        return () -> new KeepAgents(topic, agents);
    }
}
