// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes what everything else gets handed in: the topics, the time and chance. */
final class ContractProducer {

    private final SchemaRegistryConfig registry;

    ContractProducer(SchemaRegistryConfig registry) {
        this.registry = registry;
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
