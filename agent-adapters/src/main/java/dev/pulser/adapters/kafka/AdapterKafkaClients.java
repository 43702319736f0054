// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import dev.pulser.contract.topic.Topic;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.kafka.RecordListener;
import dev.pulser.service.kafka.TopicFollower;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Factory of Kafka clients, each configured for its use. The caller closes them. */
public final class AdapterKafkaClients {

    /** Larger than the largest outcome; below the broker's limit of 2 MiB. */
    private static final int MAX_REQUEST_BYTES = 2_000_000;

    private final String bootstrap;
    private final KafkaClients clients;

    public AdapterKafkaClients(String bootstrap) {
        this.bootstrap = bootstrap;
        clients = new KafkaClients(bootstrap);
    }

    /** @param limit longest time of one call */
    public Admin admin(Duration limit) {
        return clients.admin(limit);
    }

    /** Returns a member of {@code group} with manual offset commits. */
    public Consumer<byte[], byte[]> member(String group, String clientId) {
        return new KafkaConsumer<>(
                Map.ofEntries(
                        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, clientId),
                        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
                        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                        Map.entry(
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                CooperativeStickyAssignor.class.getName()),
                        // A killed instance leaves the group about when its leases expire.
                        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
                        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200),
                        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20),
                        Map.entry(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000),
                        Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Returns a consumer without a group, for partitions that the caller assigns. */
    public Consumer<byte[], byte[]> reader(String clientId) {
        return clients.reader(clientId, TopicFollower.Start.BEGINNING);
    }

    /** @param clientId prefix of the client ids */
    public CompactedTopics compacted(String clientId) {
        return new CompactedTopics() {

            @Override
            public <K, V> TopicFollower follower(Topic<K, V> topic, BiConsumer<K, @Nullable V> listener) {
                return clients.follower(
                        clientId,
                        topic.name(),
                        TopicFollower.Start.BEGINNING,
                        RecordListener.decoding(topic, listener));
            }

            @Override
            public TopicWriter writer() {
                return new TopicWriter(producer(clientId + "-state"));
            }
        };
    }

    /** Returns a producer that retries each record for as long as the broker is unavailable. */
    public Producer<byte[], byte[]> producer(String clientId) {
        return new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20),
                        Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES),
                        Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000),
                        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
