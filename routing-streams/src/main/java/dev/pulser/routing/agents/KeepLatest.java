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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this instance what a compacted topic says of each agent. Runs on the global thread, and is complete before any task
 * is processed.
 *
 * <p>State: the newest record of each agent as bytes, in memory; restored by reading the topic again.
 * <p>Failure: a record that cannot be read is logged with its coordinates and leaves what is known as it was.
 */
public final class KeepLatest<V> extends ContextualProcessor<Bytes, Bytes, Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(KeepLatest.class);

    private final Supplier<V> parts;

    private KeepLatest(Supplier<V> parts) {
        this.parts = parts;
    }

    @Override
    public void process(Record<Bytes, Bytes> record) {
        try {
            keep(record);
        } catch (SerializationException | IllegalArgumentException e) {
            var place = context().recordMetadata();
            LOG.warn(
                    "record about an agent ignored topic={} offset={} reason={}",
                    parts.topic.name(),
                    place.map(at -> at.offset()).orElse(-1L),
                    e.getMessage());
        }
    }

    private void keep(Record<Bytes, Bytes> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("the record has no key");
        }
        var topic = parts.topic;
        var agent = topic.keys()
                .deserializer()
                .deserialize(topic.name(), record.key().get());
        var value = record.value() == null
                ? null
                : topic.values()
                        .deserializer()
                        .deserialize(topic.name(), record.value().get());
        parts.known.accept(agent, value);
        KeyValueStore<Bytes, Bytes> store = context().getStateStore(parts.storeName);
        store.put(record.key(), record.value());
    }

    /**
     * Makes the processor, and the store that goes with it.
     *
     * @param topic     of one partition
     * @param storeName of the store that stands for the topic
     * @param known     is told the newest of an agent, null where there is nothing any more; on the global thread
     */
    public record Supplier<V>(Topic<AgentName, V> topic, String storeName, BiConsumer<AgentName, @Nullable V> known)
            implements ProcessorSupplier<Bytes, Bytes, Void, Void> {

        @Override
        public Processor<Bytes, Bytes, Void, Void> get() {
            return new KeepLatest<>(this);
        }

        public StoreBuilder<KeyValueStore<Bytes, Bytes>> store() {
            return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(storeName), Serdes.Bytes(), Serdes.Bytes())
                    .withLoggingDisabled();
        }
    }
}
