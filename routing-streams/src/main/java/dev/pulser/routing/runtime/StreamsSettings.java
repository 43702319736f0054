// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.routing.RoutingConfig;
import dev.pulser.routing.failure.DeadLetterRecords;
import dev.pulser.routing.failure.UnprocessableRecords;
import dev.pulser.routing.failure.UnreadableRecords;
import dev.pulser.routing.failure.UnwritableRecords;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams as this service runs it: exactly once, and each task soon. */
final class StreamsSettings {

    /** Records that are in memory ahead of a critical one are done before it, so there are few. */
    private static final int RECORDS_AHEAD = 100;

    private static final int FETCH_BYTES = 128 << 10;

    private StreamsSettings() {}

    static Properties of(RoutingConfig routing, KafkaConfig kafka, TopicsConfig topics, DeadLetterRecords deadLetters) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, routing.applicationId());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, routing.stateDir().toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, routing.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, routing.standbys());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, topics.replication());
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        deliver(settings, routing);
        hurry(settings);
        handleFailures(settings, deadLetters);
        boundMemory(settings, routing.memory());
        return settings;
    }

    private static void deliver(Properties settings, RoutingConfig routing) {
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                routing.commitInterval().toMillis());
        settings.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                routing.sessionTimeout().toMillis());
        settings.put(
                consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) routing.sessionTimeout().toMillis() / 5);
        routing.instanceId().ifPresent(id -> settings.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    }

    private static void hurry(Properties settings) {
        settings.put(StreamsConfig.POLL_MS_CONFIG, 5L);
        // Waiting for an input that is empty would hold up those that are not.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_AHEAD);
        settings.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_AHEAD);
        settings.put(consumer(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), FETCH_BYTES);
        settings.put(producer(ProducerConfig.LINGER_MS_CONFIG), 0L);
        // Between two transactions the broker asks the producer to come again: soon, not after the usual 100 ms.
        settings.put(producer(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2L);
    }

    private static void handleFailures(Properties settings, DeadLetterRecords deadLetters) {
        settings.put(DeadLetterRecords.CONFIG, deadLetters);
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnprocessableRecords.class);
        settings.put(
                "processing.exception.handler.global.enabled",
                true); // the constant is deprecated, its default is not on
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, UnwritableRecords.class);
    }

    private static void boundMemory(Properties settings, RoutingConfig.Memory memory) {
        // Every write goes to its changelog at once: with commits this close together a cache would save nothing.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksMemory.class);
        settings.put(RocksMemory.CACHE_BYTES, memory.cacheBytes());
        settings.put(RocksMemory.WRITE_BUFFER_BYTES, memory.writeBufferBytes());
    }

    private static String consumer(String key) {
        return StreamsConfig.mainConsumerPrefix(key);
    }

    private static String producer(String key) {
        return StreamsConfig.producerPrefix(key);
    }
}
