// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sink;

import dev.pulser.telemetry.batch.SinkBatch;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Store of a sink's offsets. Called on the task's thread. */
public interface SinkOffsets {

    /**
     * Returns the offset of the next record of each partition. A partition that is missing starts at its beginning.
     *
     * @throws SinkUnavailableException if the offsets cannot be read; the call may be repeated
     */
    Map<TopicPartition, Long> committed(Set<TopicPartition> partitions) throws SinkUnavailableException;

    /** Commits the offsets of a batch that has been written. */
    void commit(SinkBatch batch);
}
