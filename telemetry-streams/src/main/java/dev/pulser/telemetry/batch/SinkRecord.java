// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Decoded Kafka record with its coordinates. */
public sealed interface SinkRecord {

    TopicPartition partition();

    long offset();

    record TaskEventRecord(TopicPartition partition, long offset, TaskEvent event) implements SinkRecord {}

    record DeadLetterRecord(TopicPartition partition, long offset, DeadLetter deadLetter) implements SinkRecord {}

    record CommandRecord(TopicPartition partition, long offset, Command command) implements SinkRecord {}

    record AgentStatusRecord(TopicPartition partition, long offset, AgentStatus status) implements SinkRecord {}

    /** Definition of an agent; null after the agent was deleted. */
    record AgentDefinitionRecord(
            TopicPartition partition,
            long offset,
            AgentName agent,
            @Nullable AgentDefinition definition) implements SinkRecord {}

    record ToolDefinitionRecord(TopicPartition partition, long offset, ToolDefinition definition)
            implements SinkRecord {}

    record ToolApprovalRecord(TopicPartition partition, long offset, ToolApproval approval) implements SinkRecord {}
}
