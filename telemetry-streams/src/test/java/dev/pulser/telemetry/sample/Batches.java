// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.TaskEvent;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.telemetry.feed.Batch;
import dev.pulser.telemetry.feed.FeedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Batches as a feed makes them. */
public final class Batches {

    public static final TopicPartition EVENTS = new TopicPartition(TopicNames.TASK_EVENTS, 0);
    public static final TopicPartition LETTERS = new TopicPartition(TopicNames.DEAD_LETTERS, 0);

    public static final TopicPartition COMMANDS = new TopicPartition(TopicNames.COMMANDS, 0);
    public static final TopicPartition STATUS = new TopicPartition(TopicNames.AGENT_STATUS, 0);

    public static final TopicPartition DEFINITIONS = new TopicPartition(TopicNames.AGENT_DEFINITIONS, 0);

    public static final TopicPartition OFFERS = new TopicPartition(TopicNames.TOOL_OFFERS, 0);
    public static final TopicPartition APPROVALS = new TopicPartition(TopicNames.TOOL_APPROVALS, 0);

    private Batches() {}

    /** Events at the offsets {@code first}, {@code first + 1}, … of one partition. */
    public static Batch ofEvents(long first, List<TaskEvent> events) {
        var records = IntStream.range(0, events.size())
                .<FeedRecord>mapToObj(i -> new FeedRecord.Step(EVENTS, first + i, events.get(i)))
                .toList();
        return new Batch(records, Map.of(EVENTS, first + events.size()));
    }

    public static Batch ofLetters(long first, DeadLetter... letters) {
        var records = IntStream.range(0, letters.length)
                .<FeedRecord>mapToObj(i -> new FeedRecord.Letter(LETTERS, first + i, letters[i]))
                .toList();
        return new Batch(records, Map.of(LETTERS, first + letters.length));
    }

    public static Batch ofCommands(long first, Command... commands) {
        var records = IntStream.range(0, commands.length)
                .<FeedRecord>mapToObj(i -> new FeedRecord.Commanded(COMMANDS, first + i, commands[i]))
                .toList();
        return new Batch(records, Map.of(COMMANDS, first + commands.length));
    }

    public static Batch ofStatuses(long first, AgentStatus... statuses) {
        var records = IntStream.range(0, statuses.length)
                .<FeedRecord>mapToObj(i -> new FeedRecord.Counted(STATUS, first + i, statuses[i]))
                .toList();
        return new Batch(records, Map.of(STATUS, first + statuses.length));
    }

    public static Batch ofDefinitions(long first, AgentDefinition... definitions) {
        var records = IntStream.range(0, definitions.length)
                .<FeedRecord>mapToObj(
                        i -> new FeedRecord.Defined(DEFINITIONS, first + i, definitions[i].name(), definitions[i]))
                .toList();
        return new Batch(records, Map.of(DEFINITIONS, first + definitions.length));
    }

    /** That this agent is no more. */
    public static Batch ofRemoval(long offset, AgentName agent) {
        return new Batch(
                List.of(new FeedRecord.Defined(DEFINITIONS, offset, agent, null)), Map.of(DEFINITIONS, offset + 1));
    }

    public static Batch ofOffers(long first, ToolOffer... offers) {
        var records = IntStream.range(0, offers.length)
                .<FeedRecord>mapToObj(i -> new FeedRecord.Offered(OFFERS, first + i, offers[i]))
                .toList();
        return new Batch(records, Map.of(OFFERS, first + offers.length));
    }

    public static Batch ofApprovals(long first, ToolApproval... approvals) {
        var records = IntStream.range(0, approvals.length)
                .<FeedRecord>mapToObj(i -> new FeedRecord.Approved(APPROVALS, first + i, approvals[i]))
                .toList();
        return new Batch(records, Map.of(APPROVALS, first + approvals.length));
    }

    /** Records of two topics that were read together. */
    public static Batch together(Batch one, Batch other) {
        var records = new ArrayList<>(one.records());
        records.addAll(other.records());
        var next = new HashMap<>(one.next());
        next.putAll(other.next());
        return new Batch(records, next);
    }
}
