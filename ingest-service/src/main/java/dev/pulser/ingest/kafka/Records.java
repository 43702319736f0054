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

/** Whatever this service writes, as records of their topics. Safe from any thread. */
@Singleton
public final class Records {

    private final Topics topics;

    @Inject
    Records(Topics topics) {
        this.topics = topics;
    }

    /** A task, at the key of its home. */
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

    /** A command, at the key of the agent whose lane it concerns. */
    public ProducerRecord<byte[], byte[]> of(Command command, AgentName agent) {
        return of(command, agent, null);
    }

    /** A copy of a command for this partition, whatever its key. */
    public ProducerRecord<byte[], byte[]> of(Command command, AgentName agent, @Nullable Integer partition) {
        var topic = topics.commands();
        return new ProducerRecord<>(
                topic.name(),
                partition,
                topic.keys().serializer().serialize(topic.name(), agent),
                topic.values().serializer().serialize(topic.name(), command));
    }

    /** What an agent is from now on. */
    public ProducerRecord<byte[], byte[]> of(AgentDefinition agent) {
        return of(topics.agentDefinitions(), agent.name(), agent);
    }

    /** That there is no such agent any more. */
    public ProducerRecord<byte[], byte[]> without(AgentName agent) {
        return of(topics.agentDefinitions(), agent, null);
    }

    /** Which definition of a tool may be called from now on. */
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
