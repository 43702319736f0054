// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Remembers how far a feed has come. Called on the feed's thread. */
public interface Offsets {

    /**
     * The next record to read of each partition; one that is missing starts at its beginning.
     *
     * @throws DestinationAway ask again later
     */
    Map<TopicPartition, Long> next(Set<TopicPartition> partitions) throws DestinationAway;

    /** Called after every batch that was written. */
    void written(Batch batch);
}
