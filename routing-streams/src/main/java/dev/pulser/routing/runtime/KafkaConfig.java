// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where Kafka is, {@code pulser.kafka.*}. */
@ConfigMapping(prefix = "pulser.kafka")
public interface KafkaConfig {

    /** {@code host:port}, several separated by commas. */
    @WithDefault("localhost:9092")
    String bootstrap();
}
