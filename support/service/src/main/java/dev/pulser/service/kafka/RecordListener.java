// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.kafka;

import dev.pulser.contract.topic.Topic;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Receiver of the records of one topic. {@link TopicFollower} calls it on one thread. */
@FunctionalInterface
public interface RecordListener {

    /**
     * Handles one record.
     *
     * @throws org.apache.kafka.common.errors.RetriableException to get the same record again after a pause. After any
     *     other exception the record is logged and skipped.
     */
    void onRecord(ConsumerRecord<byte[], byte[]> record);

    /** Called once, when every record has been handled that the topic held at the start. */
    default void onCaughtUp() {}

    /**
     * Returns a listener that decodes records. Records without a key are skipped.
     *
     * @param handler receives key and value; a null value is a tombstone
     */
    static <K, V> RecordListener decoding(Topic<K, V> topic, BiConsumer<K, @Nullable V> handler) {
        return record -> {
            var key = topic.keys().deserializer().deserialize(record.topic(), record.key());
            if (key != null) {
                handler.accept(key, topic.values().deserializer().deserialize(record.topic(), record.value()));
            }
        };
    }
}
