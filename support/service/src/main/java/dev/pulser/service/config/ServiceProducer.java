// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.contract.time.MonotonicClock;
import dev.pulser.contract.topic.Topics;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Producer of the beans that every service has: clock, topics and egress policy. A bean of the service replaces each. */
final class ServiceProducer {

    ServiceProducer() {}

    /** Returns the only clock of the process, used for leases, timers and deadlines. */
    @Produces
    @Singleton
    @DefaultBean
    static Clock clock() {
        return new MonotonicClock(Clock.systemUTC(), System::nanoTime);
    }

    @Produces
    @Singleton
    @DefaultBean
    static Topics topics(SchemaRegistryConfig registry) {
        return Topics.using(Codecs.using(registry.url().orElse(null)));
    }

    @Produces
    @Singleton
    @DefaultBean
    static EgressPolicy egressPolicy(EgressConfig config) {
        try {
            return EgressPolicy.allowing(config.allow().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pulser.egress.allow: " + e.getMessage(), e);
        }
    }
}
