// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.batch.SinkRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Batches of one partition, at the offsets {@code first}, {@code first + 1}, … */
public final class SinkBatches {

    public static final TopicPartition EVENTS = new TopicPartition(TopicNames.TASK_EVENTS, 0);
    public static final TopicPartition DEAD_LETTERS = new TopicPartition(TopicNames.DEAD_LETTERS, 0);
    public static final TopicPartition COMMANDS = new TopicPartition(TopicNames.COMMANDS, 0);
    public static final TopicPartition AGENT_STATUS = new TopicPartition(TopicNames.AGENT_STATUS, 0);
    public static final TopicPartition AGENT_DEFINITIONS = new TopicPartition(TopicNames.AGENT_DEFINITIONS, 0);
    public static final TopicPartition TOOL_DEFINITIONS = new TopicPartition(TopicNames.TOOL_DEFINITIONS, 0);
    public static final TopicPartition TOOL_APPROVALS = new TopicPartition(TopicNames.TOOL_APPROVALS, 0);

    private SinkBatches() {}

    public static SinkBatch ofEvents(long first, List<TaskEvent> events) {
        return batch(EVENTS, first, events, SinkRecord.TaskEventRecord::new);
    }

    public static SinkBatch ofDeadLetters(long first, DeadLetter... deadLetters) {
        return batch(DEAD_LETTERS, first, List.of(deadLetters), SinkRecord.DeadLetterRecord::new);
    }

    public static SinkBatch ofCommands(long first, Command... commands) {
        return batch(COMMANDS, first, List.of(commands), SinkRecord.CommandRecord::new);
    }

    public static SinkBatch ofStatuses(long first, AgentStatus... statuses) {
        return batch(AGENT_STATUS, first, List.of(statuses), SinkRecord.AgentStatusRecord::new);
    }

    public static SinkBatch ofAgents(long first, AgentDefinition... definitions) {
        return batch(
                AGENT_DEFINITIONS,
                first,
                List.of(definitions),
                (partition, offset, definition) ->
                        new SinkRecord.AgentDefinitionRecord(partition, offset, definition.name(), definition));
    }

    public static SinkBatch ofDeletedAgent(long offset, AgentName agent) {
        return batch(
                AGENT_DEFINITIONS,
                offset,
                List.of(agent),
                (partition, at, name) -> new SinkRecord.AgentDefinitionRecord(partition, at, name, null));
    }

    public static SinkBatch ofTools(long first, ToolDefinition... definitions) {
        return batch(TOOL_DEFINITIONS, first, List.of(definitions), SinkRecord.ToolDefinitionRecord::new);
    }

    public static SinkBatch ofApprovals(long first, ToolApproval... approvals) {
        return batch(TOOL_APPROVALS, first, List.of(approvals), SinkRecord.ToolApprovalRecord::new);
    }

    /** Returns a batch of the records of both. */
    public static SinkBatch merge(SinkBatch one, SinkBatch other) {
        var records = new ArrayList<>(one.records());
        records.addAll(other.records());
        var nextOffsets = new HashMap<>(one.nextOffsets());
        nextOffsets.putAll(other.nextOffsets());
        return new SinkBatch(records, nextOffsets);
    }

    private interface RecordFactory<T> {
        SinkRecord create(TopicPartition partition, long offset, T value);
    }

    private static <T> SinkBatch batch(TopicPartition partition, long first, List<T> values, RecordFactory<T> factory) {
        var records = IntStream.range(0, values.size())
                .mapToObj(i -> factory.create(partition, first + i, values.get(i)))
                .toList();
        return new SinkBatch(records, Map.of(partition, first + values.size()));
    }
}
