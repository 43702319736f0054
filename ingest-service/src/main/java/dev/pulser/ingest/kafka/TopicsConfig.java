// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the topics are like, {@code pulser.topics.*}: the same for every service. Read once at start-up. */
@ConfigMapping(prefix = "pulser.topics")
public interface TopicsConfig {

    /** Partitions of every topic that is partitioned by agent or by task. */
    @WithDefault("4")
    int partitions();

    /** Copies of every record, 1 to the number of brokers. */
    @WithDefault("1")
    int replication();
}
