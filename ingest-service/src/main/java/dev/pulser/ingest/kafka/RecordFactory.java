// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Factory of the records that this service writes. Thread-safe. */
@Singleton
public final class RecordFactory {

    private final Topics topics;

    @Inject
    RecordFactory(Topics topics) {
        this.topics = topics;
    }

    /** Returns the record of a task, keyed by its home agent. */
    public ProducerRecord<byte[], byte[]> of(Task task, AgentName home) {
        var topic = topics.tasks(task.priority());
        var record = new ProducerRecord<>(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), home),
                topic.values().serializer().serialize(topic.name(), task));
        record.headers().add(HeaderNames.COMPANY, utf8(task.company().name()));
        if (task.traceparent() != null) {
            record.headers().add(HeaderNames.TRACEPARENT, utf8(task.traceparent()));
        }
        return record;
    }

    /** Returns the record of a command, keyed by the agent whose lane handles it. */
    public ProducerRecord<byte[], byte[]> of(Command command, AgentName agent) {
        return of(command, agent, null);
    }

    /** Returns the record of a command for an explicit partition; null lets the key decide. */
    public ProducerRecord<byte[], byte[]> of(Command command, AgentName agent, @Nullable Integer partition) {
        var topic = topics.commands();
        return new ProducerRecord<>(
                topic.name(),
                partition,
                topic.keys().serializer().serialize(topic.name(), agent),
                topic.values().serializer().serialize(topic.name(), command));
    }

    /** Returns the record of an agent definition. */
    public ProducerRecord<byte[], byte[]> of(AgentDefinition agent) {
        return of(topics.agentDefinitions(), agent.name(), agent);
    }

    /** Returns the tombstone that deletes an agent definition. */
    public ProducerRecord<byte[], byte[]> tombstone(AgentName agent) {
        return of(topics.agentDefinitions(), agent, null);
    }

    /** Returns the record of a tool approval. */
    public ProducerRecord<byte[], byte[]> of(ToolApproval approval) {
        return of(topics.toolApprovals(), approval.ref(), approval);
    }

    private static <K, V> ProducerRecord<byte[], byte[]> of(Topic<K, V> topic, K key, @Nullable V value) {
        return new ProducerRecord<>(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), key),
                topic.values().serializer().serialize(topic.name(), value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
