// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.feed;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that were read together.
 *
 * @param records those of one partition in its order; what could not be read is left out
 * @param next    where each partition goes on once these are written, past what was left out
 */
public record Batch(List<FeedRecord> records, Map<TopicPartition, Long> next) {

    public Batch {
        records = List.copyOf(records);
        next = Map.copyOf(next);
    }

    public List<TaskEvent> events() {
        return steps().stream().map(FeedRecord.Step::event).toList();
    }

    public List<FeedRecord.Step> steps() {
        return only(FeedRecord.Step.class);
    }

    public List<FeedRecord.Letter> letters() {
        return only(FeedRecord.Letter.class);
    }

    public List<Command> commands() {
        return only(FeedRecord.Commanded.class).stream()
                .map(FeedRecord.Commanded::command)
                .toList();
    }

    public List<AgentStatus> statuses() {
        return only(FeedRecord.Counted.class).stream()
                .map(FeedRecord.Counted::status)
                .toList();
    }

    public List<FeedRecord.Defined> definitions() {
        return only(FeedRecord.Defined.class);
    }

    public List<ToolOffer> offers() {
        return only(FeedRecord.Offered.class).stream()
                .map(FeedRecord.Offered::offer)
                .toList();
    }

    public List<ToolApproval> approvals() {
        return only(FeedRecord.Approved.class).stream()
                .map(FeedRecord.Approved::approval)
                .toList();
    }

    /** The first half of the records, which ends where its own records end. */
    public Batch firstHalf() {
        var half = records.subList(0, records.size() / 2);
        var ends = new HashMap<TopicPartition, Long>();
        half.forEach(record -> ends.put(record.partition(), record.offset() + 1));
        return new Batch(half, ends);
    }

    /** The other half, which ends where this ends. */
    public Batch secondHalf() {
        return new Batch(records.subList(records.size() / 2, records.size()), next);
    }

    /** Only where to go on: what remains when the records are given up. */
    public Batch withoutRecords() {
        return new Batch(List.of(), next);
    }

    private <T extends FeedRecord> List<T> only(Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
