// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is, {@code pulser.kafka.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.kafka")
public interface KafkaConfig {

    /** Brokers as {@code host:port}, separated by commas. Need not answer yet when the service starts. */
    @WithDefault("localhost:9092")
    String bootstrap();
}
