// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import org.apache.kafka.clients.producer.Producer;

/** The way to Kafka for those who write. */
public interface KafkaConnection {

    /**
     * A new producer, the caller's to close: durable writes only, each known to have succeeded or not within three
     * seconds.
     *
     * @throws org.apache.kafka.common.KafkaException where not even an address can be found
     */
    Producer<byte[], byte[]> open();
}
