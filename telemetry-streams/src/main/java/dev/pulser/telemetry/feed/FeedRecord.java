// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record as it was read, with its place. */
public sealed interface FeedRecord {

    TopicPartition partition();

    long offset();

    /** A step in a task's life. */
    record Step(TopicPartition partition, long offset, TaskEvent event) implements FeedRecord {}

    /** A dead letter. */
    record Letter(TopicPartition partition, long offset, DeadLetter letter) implements FeedRecord {}

    /** What somebody asked of the lanes. */
    record Commanded(TopicPartition partition, long offset, Command command) implements FeedRecord {}

    /** How a lane is. */
    record Counted(TopicPartition partition, long offset, AgentStatus status) implements FeedRecord {}

    /** What an agent is from now on; null where it is no more. */
    record Defined(
            TopicPartition partition,
            long offset,
            AgentName agent,
            @Nullable AgentDefinition definition) implements FeedRecord {}

    /** A tool as its server describes it. */
    record Offered(TopicPartition partition, long offset, ToolOffer offer) implements FeedRecord {}

    /** Which definition of a tool may be called. */
    record Approved(TopicPartition partition, long offset, ToolApproval approval) implements FeedRecord {}
}
