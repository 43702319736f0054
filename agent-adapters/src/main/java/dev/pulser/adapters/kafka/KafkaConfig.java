// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the broker is, {@code pulser.kafka.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.kafka")
public interface KafkaConfig {

    /** {@code host:port}, several with commas. */
    @WithDefault("localhost:9092")
    String bootstrap();
}
