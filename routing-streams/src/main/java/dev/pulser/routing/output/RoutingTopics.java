// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.Topics;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Topics of the routing topology and their limits.
 *
 * @param partitions     number of partitions of the co-partitioned topics, 1 or more
 * @param maxRecordBytes largest record in bytes, with key, headers and batch overhead
 */
public record RoutingTopics(Topics topics, int partitions, int maxRecordBytes) {

    /** Bytes in which every bounded part of a task, an event or a dead letter fits. */
    private static final int MIN_RECORD_BYTES = 600_000;

    public RoutingTopics {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "pulser.topics.partitions is %d. Set it to 1 or more.".formatted(partitions));
        }
        if (maxRecordBytes < MIN_RECORD_BYTES) {
            throw new IllegalArgumentException("pulser.routing.max-record-bytes is %d. Set it to %d or more."
                    .formatted(maxRecordBytes, MIN_RECORD_BYTES));
        }
    }

    /** Returns the partition of this agent's lane. */
    public int partitionOf(AgentName agent) {
        return agent.partition(partitions);
    }

    /** Returns a writer for one stream task. */
    public RecordWriter writer(ProcessorContext<Object, Object> context) {
        return new RecordWriter(context, topics, maxRecordBytes);
    }
}
