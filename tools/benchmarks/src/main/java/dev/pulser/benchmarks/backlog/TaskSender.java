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

/** Producer of tasks on the task topics. Thread-safe. */
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

    /** Returns a sender without batching delay. */
    static TaskSender immediate(String kafka) {
        return new TaskSender(kafka, 0);
    }

    /** Returns a sender that batches for throughput. */
    static TaskSender bulk(String kafka) {
        return new TaskSender(kafka, 5);
    }

    /** Returns the number of partitions of the task's topic. */
    int partitions(Task like) {
        return producer.partitionsFor(topics.tasks(like.priority()).name()).size();
    }

    void send(AgentName agent, Task task) {
        var record = new ProducerRecord<>(topics.tasks(task.priority()).name(), agent, task);
        var _ = producer.send(record, (_, e) -> failure.compareAndSet(null, e));
    }

    /** Waits until the broker has accepted all records. */
    void awaitAccepted() throws IOException {
        producer.flush();
        var e = failure.get();
        if (e != null) {
            throw new IOException("Kafka did not accept a record", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
