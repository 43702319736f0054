// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import dev.pulser.contract.topic.Topic;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Writer of state records. Retries while the broker is unavailable; a permanently rejected record is logged. Safe from
 * any thread.
 */
public final class TopicWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicWriter.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final Producer<byte[], byte[]> producer;

    /** @param producer closed with this object */
    public TopicWriter(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Writes a record. Blocks while the producer's buffer is full. */
    public <K, V> void write(Topic<K, V> topic, K key, V value) {
        var record = new ProducerRecord<byte[], byte[]>(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), key),
                topic.values().serializer().serialize(topic.name(), value));
        var _ = producer.send(record, (metadata, error) -> {
            if (error != null) {
                LOG.errorf("Failed to write record topic=%s key=%s error=%s", topic.name(), key, error);
            }
        });
    }

    /** Waits up to three seconds for records in flight. */
    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
