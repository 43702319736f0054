// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.kafka;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Factory of Kafka clients. The caller closes them.
 *
 * @param bootstrap brokers as {@code host:port}, separated by commas
 */
public record KafkaClients(String bootstrap) {

    /**
     * Returns an admin client.
     *
     * @param limit longest time of one call
     * @throws org.apache.kafka.common.KafkaException if no address of a broker can be resolved
     */
    public Admin admin(Duration limit) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) limit.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) limit.toMillis()));
    }

    /**
     * Returns a consumer of committed records that belongs to no group; the caller assigns its partitions.
     *
     * @param start position where an offset does not exist any more
     * @throws org.apache.kafka.common.KafkaException if no address of a broker can be resolved
     */
    public Consumer<byte[], byte[]> reader(String clientId, TopicFollower.Start start) {
        return new KafkaConsumer<>(
                Map.ofEntries(
                        Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                        Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, clientId),
                        Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                        Map.entry(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                start == TopicFollower.Start.BEGINNING ? "earliest" : "latest"),
                        Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000),
                        Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 << 20),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Returns a follower of a topic, not yet started.
     *
     * @param clientId prefix of the client's id; the topic's name follows it
     */
    public TopicFollower follower(String clientId, String topic, TopicFollower.Start start, RecordListener listener) {
        var id = "%s-%s".formatted(clientId, topic).toLowerCase(Locale.ROOT);
        return new TopicFollower(() -> reader(id, start), topic, start, listener);
    }
}
