// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Expected shape of the topics, {@code pulser.topics.*}. The same for every service; checked at start-up, where a
 * difference stops the service.
 */
@ConfigMapping(prefix = "pulser.topics")
public interface TopicsConfig {

    /** Partitions of every topic that is partitioned by agent or by task; 1 or more. Fixed once there are tasks. */
    @WithDefault("4")
    int partitions();

    /** Replicas of every partition; 1 to the number of brokers. Changelog topics have as many. */
    @WithDefault("1")
    int replication();
}
