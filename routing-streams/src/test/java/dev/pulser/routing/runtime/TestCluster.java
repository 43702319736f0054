// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.Topics;
import dev.pulser.service.testing.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Test fixture: a broker with Pulser's topics, with methods to write and read records. */
final class TestCluster implements AutoCloseable {

    static final int PARTITIONS = 4;
    static final Topics TOPICS = Topics.using(Codecs.builtIn());

    private final TestBroker broker;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private TestCluster(TestBroker broker) {
        this.broker = broker;
        admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "linger.ms", 0, "max.request.size", 2_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.address(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    static TestCluster empty(Path folder) throws Exception {
        return new TestCluster(TestBroker.start(folder));
    }

    static TestCluster withTopics(Path folder) throws Exception {
        var cluster = empty(folder);
        cluster.createTopics();
        return cluster;
    }

    void createTopics() throws Exception {
        new TopicAdmin(admin, Duration.ofSeconds(20)).create(TopicShape.all(PARTITIONS, 1));
    }

    String address() {
        return broker.address();
    }

    void define(AgentDefinition agent) throws Exception {
        send(TOPICS.agentDefinitions(), null, agent.name(), agent);
    }

    /** @param partition null to partition by the key */
    <K, V> void send(Topic<K, V> topic, @Nullable Integer partition, @Nullable K key, V value) throws Exception {
        var keyBytes = key == null ? null : topic.keys().serializer().serialize(topic.name(), key);
        send(topic.name(), partition, keyBytes, topic.values().serializer().serialize(topic.name(), value));
    }

    void send(String topic, @Nullable Integer partition, byte @Nullable [] key, byte @Nullable [] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
    }

    /** Returns all committed values of this topic, partition by partition. */
    <V> List<V> committed(Topic<?, V> topic) {
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var found = new ArrayList<V>();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(record ->
                            found.add(topic.values().deserializer().deserialize(topic.name(), record.value())));
        }
        return found;
    }

    /** Returns all committed assignments, partition by partition. */
    List<Assignment> assignments() {
        return committed(TOPICS.assignments()).stream()
                .filter(Assignment.class::isInstance)
                .map(Assignment.class::cast)
                .toList();
    }

    /** Returns the lag of the group on this topic. */
    long lag(String group, String topic) throws Exception {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
                admin.listOffsets(latest).all().get();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    var offset = committed.get(end.getKey());
                    return end.getValue().offset() - (offset == null ? 0 : offset.offset());
                })
                .sum();
    }

    /** Returns the streams of the service for this broker, not started. */
    RoutingStreams routing(Path state, Map<String, String> more) {
        var settings = new HashMap<String, String>();
        settings.put("pulser.routing.start-timeout", "1s");
        settings.put("pulser.routing.instance-id", "it");
        settings.putAll(more);
        return TestInstance.of(broker.address(), state, settings);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        admin.close();
        broker.close();
    }
}
