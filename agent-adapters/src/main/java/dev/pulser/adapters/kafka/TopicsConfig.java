// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the topics have to be like, {@code pulser.topics.*}; checked at start-up. */
@ConfigMapping(prefix = "pulser.topics")
public interface TopicsConfig {

    /** Of every partitioned topic. */
    @WithDefault("4")
    int partitions();

    /** Copies of each partition, 1 to the number of brokers. */
    @WithDefault("1")
    int replication();
}
