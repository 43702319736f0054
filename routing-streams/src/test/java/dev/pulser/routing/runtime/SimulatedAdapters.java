// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import static dev.pulser.routing.runtime.TestCluster.TOPICS;

import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Simulation of all adapters: every committed assignment succeeds at once, unless it is too late to start. */
final class SimulatedAdapters implements AutoCloseable {

    private final TestCluster cluster;
    private final List<TaskId> calls = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("simulated-adapters").unstarted(this::work);
    private volatile boolean closed;

    private SimulatedAdapters(TestCluster cluster) {
        this.cluster = cluster;
    }

    static SimulatedAdapters of(TestCluster cluster) {
        var adapters = new SimulatedAdapters(cluster);
        adapters.thread.start();
        return adapters;
    }

    /** Returns the task ids of all started attempts. */
    List<TaskId> calls() {
        return calls;
    }

    private void work() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", cluster.address(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var topic = TOPICS.assignments();
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    if (topic.values().deserializer().deserialize(topic.name(), record.value())
                                    instanceof Assignment assignment
                            && !assignment.missedAt(Instant.now())) {
                        calls.add(assignment.task().id());
                        succeed(assignment);
                    }
                }
            }
        }
    }

    private void succeed(Assignment it) {
        var at = Instant.now();
        var body = new AdapterReport.AttemptEnded(
                it.task().id(), it.attemptNumber(), it.epoch(), at, new Outcome.Succeeded("{}"), List.of(), Usage.NONE);
        try {
            cluster.send(TOPICS.outcomes(), null, it.agent(), new AdapterReport(it.agent(), "adapter-0", at, body));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
