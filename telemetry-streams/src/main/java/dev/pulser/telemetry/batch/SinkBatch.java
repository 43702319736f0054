// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.batch;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of one poll.
 *
 * @param records     records in the order of their partitions, without those that could not be decoded
 * @param nextOffsets offset of each partition to continue at after this batch, behind the records left out
 */
public record SinkBatch(List<SinkRecord> records, Map<TopicPartition, Long> nextOffsets) {

    public SinkBatch {
        records = List.copyOf(records);
        nextOffsets = Map.copyOf(nextOffsets);
    }

    public List<TaskEvent> taskEvents() {
        return values(SinkRecord.TaskEventRecord.class, SinkRecord.TaskEventRecord::event);
    }

    public List<SinkRecord.DeadLetterRecord> deadLetters() {
        return values(SinkRecord.DeadLetterRecord.class, Function.identity());
    }

    public List<Command> commands() {
        return values(SinkRecord.CommandRecord.class, SinkRecord.CommandRecord::command);
    }

    public List<AgentStatus> agentStatuses() {
        return values(SinkRecord.AgentStatusRecord.class, SinkRecord.AgentStatusRecord::status);
    }

    public List<SinkRecord.AgentDefinitionRecord> agentDefinitions() {
        return values(SinkRecord.AgentDefinitionRecord.class, Function.identity());
    }

    public List<ToolDefinition> toolDefinitions() {
        return values(SinkRecord.ToolDefinitionRecord.class, SinkRecord.ToolDefinitionRecord::definition);
    }

    public List<ToolApproval> toolApprovals() {
        return values(SinkRecord.ToolApprovalRecord.class, SinkRecord.ToolApprovalRecord::approval);
    }

    /** Returns the first half of the records, with the offsets behind them. */
    public SinkBatch firstHalf() {
        var half = records.subList(0, records.size() / 2);
        var ends = new HashMap<TopicPartition, Long>();
        half.forEach(record -> ends.put(record.partition(), record.offset() + 1));
        return new SinkBatch(half, ends);
    }

    /** Returns the other half of the records, with the offsets of this batch. */
    public SinkBatch secondHalf() {
        return new SinkBatch(records.subList(records.size() / 2, records.size()), nextOffsets);
    }

    /** Returns the offsets without the records, to continue behind records that no sink accepts. */
    public SinkBatch withoutRecords() {
        return new SinkBatch(List.of(), nextOffsets);
    }

    private <R extends SinkRecord, T> List<T> values(Class<R> type, Function<R, T> value) {
        return records.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(value)
                .toList();
    }
}
