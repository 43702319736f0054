// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.routing.RoutingConfig;
import dev.pulser.routing.failure.DeadLetterDeserializationHandler;
import dev.pulser.routing.failure.DeadLetterProcessingHandler;
import dev.pulser.routing.failure.DeadLetterProductionHandler;
import dev.pulser.routing.failure.DeadLetterRecords;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Properties of Kafka Streams: exactly-once processing and low latency. */
final class StreamsProperties {

    /** Records buffered per partition; a critical record waits for those that are buffered already. */
    private static final int BUFFERED_RECORDS = 100;

    private static final int FETCH_BYTES = 128 << 10;

    private StreamsProperties() {}

    static Properties of(RoutingConfig routing, KafkaConfig kafka, TopicsConfig topics, DeadLetterRecords deadLetters) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, routing.applicationId());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, routing.stateDir().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, routing.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, routing.standbys());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, topics.replication());
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        setDelivery(properties, routing);
        setLatency(properties);
        setExceptionHandlers(properties, deadLetters);
        setMemory(properties, routing.memory());
        return properties;
    }

    private static void setDelivery(Properties properties, RoutingConfig routing) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                routing.commitInterval().toMillis());
        properties.put(consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int)
                routing.sessionTimeout().toMillis());
        properties.put(
                consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
                (int) routing.sessionTimeout().toMillis() / 5);
        routing.instanceId().ifPresent(id -> properties.put(consumer(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    }

    private static void setLatency(Properties properties) {
        properties.put(StreamsConfig.POLL_MS_CONFIG, 5L);
        // Waiting for an empty input would delay the others.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        properties.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), BUFFERED_RECORDS);
        properties.put(consumer(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), FETCH_BYTES);
        properties.put(producer(ProducerConfig.LINGER_MS_CONFIG), 0L);
        // Between two transactions the broker asks the producer to retry; the default pause is 100 ms.
        properties.put(producer(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2L);
    }

    private static void setExceptionHandlers(Properties properties, DeadLetterRecords deadLetters) {
        properties.put(DeadLetterRecords.CONFIG, deadLetters);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterDeserializationHandler.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProcessingHandler.class);
        // The constant of this key is deprecated, but its default is still false.
        properties.put("processing.exception.handler.global.enabled", true);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterProductionHandler.class);
    }

    private static void setMemory(Properties properties, RoutingConfig.Memory memory) {
        // With commits this frequent a record cache would save nothing.
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        properties.put(RocksDbMemory.CACHE_BYTES, memory.cacheBytes());
        properties.put(RocksDbMemory.WRITE_BUFFER_BYTES, memory.writeBufferBytes());
    }

    private static String consumer(String key) {
        return StreamsConfig.mainConsumerPrefix(key);
    }

    private static String producer(String key) {
        return StreamsConfig.producerPrefix(key);
    }
}
