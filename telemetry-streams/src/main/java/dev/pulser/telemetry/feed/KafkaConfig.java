// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is, {@code pulser.kafka.*}. */
@ConfigMapping(prefix = "pulser.kafka")
public interface KafkaConfig {

    /** Brokers to ask first: {@code host:port}, several with commas between. */
    @WithDefault("localhost:9092")
    String bootstrap();
}
