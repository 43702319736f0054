// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.runtime;

import dev.pulser.ingest.kafka.KafkaProducerFactory;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import dev.pulser.service.kafka.KafkaClients;
import dev.pulser.service.start.StartCheck;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producer of the beans that are assembled from settings. */
@Dependent
final class IngestProducer {

    private final KafkaConfig kafka;

    IngestProducer(KafkaConfig kafka) {
        this.kafka = kafka;
    }

    @Produces
    @Singleton
    @DefaultBean
    KafkaProducerFactory kafkaProducerFactory() {
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
    KafkaClients kafkaClients() {
        return new KafkaClients(kafka.bootstrap());
    }

    @Produces
    @Singleton
    StartCheck startCheck(TopicsConfig topics) {
        return new StartCheck(kafka, topics);
    }

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
