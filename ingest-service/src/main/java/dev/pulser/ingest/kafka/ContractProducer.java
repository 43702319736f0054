// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes what everything else gets handed in: the topics, the time and chance. */
final class ContractProducer {

    private final KafkaConfig kafka;
    private final SchemaRegistryConfig registry;

    ContractProducer(KafkaConfig kafka, SchemaRegistryConfig registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    @Produces
    @Singleton
    @DefaultBean
    KafkaConnection kafka() {
        return () -> new KafkaProducer<>(Map.ofEntries(
                Map.entry("bootstrap.servers", kafka.bootstrap()),
                Map.entry("client.id", "pulser-ingest"),
                Map.entry("acks", "all"),
                Map.entry("enable.idempotence", true),
                Map.entry("linger.ms", 0),
                Map.entry("max.block.ms", 2_000),
                Map.entry("request.timeout.ms", 2_000),
                Map.entry("delivery.timeout.ms", 2_500),
                Map.entry("socket.connection.setup.timeout.ms", 1_000),
                Map.entry("reconnect.backoff.max.ms", 500),
                Map.entry("buffer.memory", 24L << 20),
                Map.entry("key.serializer", ByteArraySerializer.class),
                Map.entry("value.serializer", ByteArraySerializer.class)));
    }

    @Produces
    @Singleton
    Topics topics() {
        return Topics.using(Codecs.using(registry.url().orElse(null)));
    }

    @Produces
    @Singleton
    InstantSource time() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
