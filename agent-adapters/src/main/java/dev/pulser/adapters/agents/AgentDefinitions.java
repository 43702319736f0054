// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.agents;

import dev.pulser.adapters.kafka.TopicFollower;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.Topic;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** The table of agents, kept as the topic of definitions says. An agent whose record cannot be read keeps the definition it had. */
public final class AgentDefinitions implements Supplier<AgentTable>, AutoCloseable {

    private final AtomicReference<AgentTable> table = new AtomicReference<>(AgentTable.empty());
    private final TopicFollower<AgentName, AgentDefinition> follower;

    /** @param consumer belongs to no group; becomes this object's, which closes it */
    public AgentDefinitions(Consumer<byte[], byte[]> consumer, Topic<AgentName, AgentDefinition> topic) {
        follower = new TopicFollower<>(consumer, topic, this::apply);
    }

    public void start() {
        follower.start();
    }

    /** The table of this moment; empty until the topic has been read. */
    @Override
    public AgentTable get() {
        return table.get();
    }

    /** Completes once everything has been read that the topic held at the start. */
    public CompletableFuture<AgentTable> complete() {
        return follower.complete().thenApply(read -> table.get());
    }

    private void apply(AgentName name, @Nullable AgentDefinition definition) {
        table.updateAndGet(agents -> definition == null ? agents.without(name) : agents.with(definition));
    }

    @Override
    public void close() {
        follower.close();
    }
}
