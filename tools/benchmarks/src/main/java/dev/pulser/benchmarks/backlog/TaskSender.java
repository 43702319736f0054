// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.backlog;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends tasks by their topics. Safe from any thread. */
final class TaskSender implements AutoCloseable {

    private final Topics topics = Topics.using(Codecs.builtIn());
    private final KafkaProducer<AgentName, Task> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private TaskSender(String kafka, int lingerMillis) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        lingerMillis),
                topics.codecs().agentName().serializer(),
                topics.codecs().task().serializer());
    }

    /** One whose tasks go at once. */
    static TaskSender prompt(String kafka) {
        return new TaskSender(kafka, 0);
    }

    /** One that sends as many as it can. */
    static TaskSender ofMany(String kafka) {
        return new TaskSender(kafka, 5);
    }

    /** Partitions of the task topics. */
    int partitions(Task like) {
        return producer.partitionsFor(topics.tasks(like.priority()).name()).size();
    }

    void send(AgentName agent, Task task) {
        var record = new ProducerRecord<>(topics.tasks(task.priority()).name(), agent, task);
        var _ = producer.send(record, (_, e) -> failure.compareAndSet(null, e));
    }

    /** Returns when the broker has everything that was sent. */
    void awaitAccepted() throws IOException {
        producer.flush();
        var e = failure.get();
        if (e != null) {
            throw new IOException("a record was not accepted", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
