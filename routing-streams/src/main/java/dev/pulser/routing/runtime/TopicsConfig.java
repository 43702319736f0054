// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The shape of the topics, {@code pulser.topics.*}; the same for every service. */
@ConfigMapping(prefix = "pulser.topics")
public interface TopicsConfig {

    /** Partitions of the co-partitioned topics. Cannot be changed while there are tasks. */
    @WithDefault("4")
    int partitions();

    /** Copies of each record, 1 to the number of brokers; of the changelogs too. */
    @WithDefault("1")
    int replication();
}
