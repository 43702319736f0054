// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.agents;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.Topic;
import java.util.function.BiConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Processor of a global store: passes the latest record of each agent of a compacted topic to a table in memory. Runs
 * on the global thread, which reads the whole topic before stream threads process records.
 *
 * <p>State: the latest record of each agent as bytes, in memory; restored from the topic.
 * <p>Failure: a record that cannot be deserialized is logged and ignored; the previous record stays.
 */
public final class GlobalTableProcessor<V> extends ContextualProcessor<Bytes, Bytes, Void, Void> {

    private static final Logger LOG = Logger.getLogger(GlobalTableProcessor.class);

    private final Supplier<V> supplier;

    private GlobalTableProcessor(Supplier<V> supplier) {
        this.supplier = supplier;
    }

    @Override
    public void process(Record<Bytes, Bytes> record) {
        try {
            update(record);
        } catch (SerializationException | IllegalArgumentException e) {
            var origin = context().recordMetadata();
            LOG.warnf(
                    "Record ignored topic=%s offset=%s reason=\"%s\"",
                    supplier.topic.name(),
                    origin.map(metadata -> metadata.offset()).orElse(-1L),
                    e.getMessage());
        }
    }

    private void update(Record<Bytes, Bytes> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("The record has no key.");
        }
        var topic = supplier.topic;
        var agent = topic.keys()
                .deserializer()
                .deserialize(topic.name(), record.key().get());
        var value = record.value() == null
                ? null
                : topic.values()
                        .deserializer()
                        .deserialize(topic.name(), record.value().get());
        supplier.table.accept(agent, value);
        KeyValueStore<Bytes, Bytes> store = context().getStateStore(supplier.storeName);
        store.put(record.key(), record.value());
    }

    /**
     * Supplier of the processor and its store.
     *
     * @param topic     compacted topic with one partition
     * @param storeName name of the global store
     * @param table     receives the latest value of an agent, null after its removal; called on the global thread
     */
    public record Supplier<V>(Topic<AgentName, V> topic, String storeName, BiConsumer<AgentName, @Nullable V> table)
            implements ProcessorSupplier<Bytes, Bytes, Void, Void> {

        @Override
        public Processor<Bytes, Bytes, Void, Void> get() {
            return new GlobalTableProcessor<>(this);
        }

        public StoreBuilder<KeyValueStore<Bytes, Bytes>> store() {
            return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(storeName), Serdes.Bytes(), Serdes.Bytes())
                    .withLoggingDisabled();
        }
    }
}
