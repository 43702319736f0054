// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.Topic;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Current agent definitions, followed on their topic. An agent whose new record is invalid keeps its previous
 * definition.
 */
public final class AgentDirectory implements Supplier<AgentTable>, AutoCloseable {

    private final AtomicReference<AgentTable> table = new AtomicReference<>(AgentTable.empty());
    private final TopicFollower follower;

    /** @param consumers source of consumers without a group; closed with this object */
    public AgentDirectory(Supplier<Consumer<byte[], byte[]>> consumers, Topic<AgentName, AgentDefinition> topic) {
        follower = new TopicFollower(
                consumers, topic.name(), TopicFollower.Start.BEGINNING, RecordListener.decoding(topic, this::apply));
    }

    public void start() {
        follower.start();
    }

    /** Returns the current definitions; empty until the topic has been read. */
    @Override
    public AgentTable get() {
        return table.get();
    }

    /** Completes once the definitions that the topic held at the start have been read. */
    public CompletableFuture<AgentTable> complete() {
        return follower.caughtUp().thenApply(read -> table.get());
    }

    private void apply(AgentName name, @Nullable AgentDefinition definition) {
        table.updateAndGet(agents -> definition == null ? agents.without(name) : agents.with(definition));
    }

    @Override
    public void close() {
        follower.close();
    }
}
