// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.Topics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Tasks and commands as records of their topics. Safe from any thread. */
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

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
