// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the connection to Kafka, {@code pulser.kafka.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.kafka")
public interface KafkaConfig {

    /** Bootstrap brokers as {@code host:port}, separated by commas. They need not be reachable when the service starts. */
    @WithDefault("localhost:9092")
    String bootstrap();
}
