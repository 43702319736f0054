// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.history.Moment;
import java.util.List;

/** Offsets of partitions and consumer groups, at the end and during the run. */
public record TopicOffsets(List<PartitionEnd> ends, List<CommittedOffset> committed, List<GroupLag> lags) {

    public TopicOffsets {
        ends = List.copyOf(ends);
        committed = List.copyOf(committed);
        lags = List.copyOf(lags);
    }

    /**
     * End of a partition.
     *
     * @param stable last stable offset
     * @param high   high watermark
     */
    public record PartitionEnd(String topic, int partition, long stable, long high) {}

    /** Offset that a group had committed at some time. */
    public record CommittedOffset(Moment at, String group, String topic, int partition, long offset) {}

    /** Number of records of a partition that a group had not read at the end of the run. */
    public record GroupLag(String group, String topic, int partition, long records) {}
}
