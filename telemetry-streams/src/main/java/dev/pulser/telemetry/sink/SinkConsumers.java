// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Factory of group members, configured for a short delay from a record's commit to its batch.
 *
 * @param bootstrap brokers as {@code host:port}, separated by commas
 * @param instance  static membership id of this process, the same after a restart, so that the process gets its partitions
 *     back without a rebalance
 */
public record SinkConsumers(String bootstrap, String instance) {

    /** Returns a consumer of committed records in {@code group}. */
    public Consumer<byte[], byte[]> member(String group) {
        var properties = new Properties();
        properties.putAll(settings(group));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Map<String, String> settings(String group) {
        var settings = new HashMap<String, String>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, group + "-" + instance);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + instance);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // Also after retention has deleted the committed offset: a record that is written twice has no effect.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000");
        // Payloads may be large, and a batch of them is in memory several times.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(4 << 20));
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(1 << 20));
        return settings;
    }
}
