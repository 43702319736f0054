// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import org.apache.kafka.clients.producer.Producer;

/** Factory of the Kafka producer. Replaced in tests. */
public interface KafkaProducerFactory {

    /**
     * Creates a producer that the caller closes: idempotent, {@code acks=all}, and each send completes within three
     * seconds.
     *
     * @throws org.apache.kafka.common.KafkaException if no broker address can be resolved
     */
    Producer<byte[], byte[]> create();
}
