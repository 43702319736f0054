// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Readiness check: up while Kafka Streams runs with its partitions and their state restored. */
@Readiness
public class RoutingReadiness implements HealthCheck {

    private final RoutingStreams streams;

    RoutingReadiness(RoutingStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        var state = streams.state();
        return HealthCheckResponse.named("routing-streams")
                .status(state == KafkaStreams.State.RUNNING)
                .withData("state", state == null ? "STARTING" : state.name())
                .build();
    }
}
