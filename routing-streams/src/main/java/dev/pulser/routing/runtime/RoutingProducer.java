// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.RoutingConfig;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Producer of the beans of the routing service. */
final class RoutingProducer {

    RoutingProducer() {}

    @Produces
    @Singleton
    static RoutingStreams streams(
            RoutingConfig config, KafkaConfig kafka, TopicsConfig topicsConfig, Topics topics, Clock clock) {
        return new RoutingStreams(config, kafka, topicsConfig, topics, clock);
    }
}
