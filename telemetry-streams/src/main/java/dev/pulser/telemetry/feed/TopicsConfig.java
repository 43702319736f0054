// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the topics must be like, {@code pulser.topics.*}: checked at start, an other shape stops the service. */
@ConfigMapping(prefix = "pulser.topics")
public interface TopicsConfig {

    /** Of every co-partitioned topic. At least 1. */
    @WithDefault("4")
    int partitions();

    /** Copies of every record. At least 1. */
    @WithDefault("1")
    int replication();
}
