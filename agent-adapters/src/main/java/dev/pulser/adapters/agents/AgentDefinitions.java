// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.agents;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.codec.SchemasUnavailable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * The table of agents, kept as the topic of definitions says. Reads it from its beginning on a thread of its own; a
 * record that cannot be read is logged and skipped, the agent keeps the definition it had.
 */
public final class AgentDefinitions implements Supplier<AgentTable>, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AgentDefinitions.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Topic<AgentName, AgentDefinition> topic;
    private final AtomicReference<AgentTable> table = new AtomicReference<>(AgentTable.empty());
    private final CompletableFuture<AgentTable> complete = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** @param consumer belongs to no group; becomes this object's, which closes it */
    public AgentDefinitions(Consumer<byte[], byte[]> consumer, Topic<AgentName, AgentDefinition> topic) {
        this.consumer = consumer;
        this.topic = topic;
        this.thread = Thread.ofPlatform().name("agent-definitions").daemon().unstarted(this::read);
    }

    public void start() {
        thread.start();
    }

    /** The table of this moment; empty until the topic has been read. */
    @Override
    public AgentTable get() {
        return table.get();
    }

    /** Completes once everything has been read that the topic held at the start. */
    public CompletableFuture<AgentTable> complete() {
        return complete;
    }

    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (running()) {
                try {
                    readFromTheBeginning();
                } catch (WakeupException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.warnf("agent definitions cannot be read, trying again topic=%s error=%s", topic.name(), e);
                    pause();
                }
            }
        }
    }

    private void readFromTheBeginning() {
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (running()) {
            for (var record : consumer.poll(POLL)) {
                apply(record);
            }
            if (!complete.isDone() && hasReached(partitions, ends)) {
                complete.complete(table.get());
            }
        }
    }

    private boolean hasReached(Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        return partitions.stream()
                .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            var name = topic.keys().deserializer().deserialize(record.topic(), record.key());
            var definition = topic.values().deserializer().deserialize(record.topic(), record.value());
            if (definition != null) {
                table.updateAndGet(agents -> agents.with(definition));
            } else if (name != null) {
                table.updateAndGet(agents -> agents.without(name));
            }
        } catch (SchemasUnavailable e) {
            throw e;
        } catch (RuntimeException e) { // whatever is wrong with one record, the next is read
            LOG.errorf(
                    "agent definition skipped topic=%s partition=%d offset=%d error=%s",
                    record.topic(), record.partition(), record.offset(), e);
        }
    }

    private boolean running() {
        return closed.getCount() > 0;
    }

    private void pause() {
        try {
            closed.await(PAUSE_AFTER_ERROR.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
