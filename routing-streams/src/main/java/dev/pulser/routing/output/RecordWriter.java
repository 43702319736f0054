// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.routing.Transfer;
import dev.pulser.contract.status.AgentPauses;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.topic.HeaderNames;
import dev.pulser.contract.topic.Topic;
import dev.pulser.contract.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Writer of a processor's output records: serializes each record once, checks its size and forwards it to its sink with
 * the current system time. Confined to one stream task.
 *
 * <p>The size is checked here because a transaction cannot be committed after the producer has rejected a record as too
 * large, regardless of the response of the production exception handler.
 */
public final class RecordWriter {

    public static final String ASSIGNMENTS = "assignments";
    public static final String TASK_EVENTS = "task-events";
    public static final String DEAD_LETTERS = "dead-letters";
    public static final String OUTCOME_BARRIERS = "outcome-barriers";
    public static final String AGENT_STATUS = "agent-status";
    public static final String COMMANDS = "commands";
    public static final String TRANSFERS = "transfers";

    /** Upper bound of the batch overhead of a single record in bytes. */
    private static final int OVERHEAD_BYTES = 128;

    private final ProcessorContext<Object, Object> context;
    private final Topics topics;
    private final int maxBytes;

    RecordWriter(ProcessorContext<Object, Object> context, Topics topics, int maxBytes) {
        this.context = context;
        this.topics = topics;
        this.maxBytes = maxBytes;
    }

    /** Returns the name of the sink for tasks of this priority. */
    public static String tasksSink(Priority priority) {
        return "tasks-" + priority.wireName();
    }

    public void writeAssignment(Assignment assignment) {
        require(
                write(ASSIGNMENTS, topics.assignments(), assignment.task().id(), assignment, new RecordHeaders()),
                "assignment of task " + assignment.task().id());
    }

    public void writeRevocation(Revocation revocation) {
        require(
                write(ASSIGNMENTS, topics.assignments(), revocation.task(), revocation, new RecordHeaders()),
                "revocation of task " + revocation.task());
    }

    /** Writes the status of an agent; omits queues and companies when the record would be too large. */
    public void writeStatus(AgentStatus status) {
        if (!write(AGENT_STATUS, topics.agentStatus(), status.agent(), status, new RecordHeaders())) {
            require(
                    write(AGENT_STATUS, topics.agentStatus(), status.agent(), shortened(status), new RecordHeaders()),
                    "status of agent " + status.agent());
        }
    }

    private static AgentStatus shortened(AgentStatus status) {
        return status.withPauses(new AgentPauses(status.pauses().paused(), List.of()))
                .withQueues(List.of())
                .withSpending(status.spending().stream().limit(1).toList()); // the sum over all companies
    }

    /** Forwards a command to the partition of {@code agent}; returns false when the record would be too large. */
    public boolean forward(Command command, AgentName agent, Headers headers) {
        return write(COMMANDS, topics.commands(), agent, command, headers);
    }

    /** Writes a transfer; returns false and writes nothing when the record would be too large. */
    public boolean writeTransfer(Transfer transfer) {
        return forward(transfer, new RecordHeaders());
    }

    /** Forwards a transfer to the partition of its agent; returns false when the record would be too large. */
    public boolean forward(Transfer transfer, Headers headers) {
        return write(TRANSFERS, topics.transfers(), transfer.to(), transfer, headers);
    }

    /** Writes a barrier behind all reports to {@code agent}'s lane. */
    public void writeOutcomeBarrier(AgentName agent, Instant at) {
        var barrier = new AdapterReport(agent, OutcomeBarrier.ADAPTER, at, new AdapterReport.Heartbeat(List.of()));
        require(write(OUTCOME_BARRIERS, topics.outcomes(), agent, barrier, new RecordHeaders()), "outcome barrier");
    }

    /** Writes an event without a result; omits its tool calls when the record would be too large. */
    public void writeEvent(TaskEvent event) {
        if (!tryWriteEvent(event)) {
            require(
                    tryWriteEvent(TaskEventFactory.withoutCalls(event)),
                    "event %d of task %s".formatted(event.seq(), event.id()));
        }
    }

    /** Writes an event; returns false and writes nothing when the record would be too large. */
    public boolean tryWriteEvent(TaskEvent event) {
        return write(TASK_EVENTS, topics.taskEvents(), event.id(), event, new RecordHeaders());
    }

    /**
     * Writes a dead letter; omits its task and bytes, with a note in the reason, when the record would be too large.
     */
    public void writeDeadLetter(DeadLetter deadLetter) {
        if (!tryWriteDeadLetter(deadLetter)) {
            require(
                    tryWriteDeadLetter(DeadLetterFactory.withoutContent(deadLetter, maxBytes)),
                    "dead letter without content");
        }
    }

    private boolean tryWriteDeadLetter(DeadLetter deadLetter) {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.ERROR_CODE, deadLetter.error().code().getBytes(StandardCharsets.UTF_8));
        return write(DEAD_LETTERS, topics.deadLetters(), deadLetter.id(), deadLetter, headers);
    }

    /** Forwards a task to the partition of {@code agent}; returns false when the record would be too large. */
    public boolean forward(Task task, AgentName agent, Headers headers) {
        return write(tasksSink(task.priority()), topics.tasks(task.priority()), agent, task, headers);
    }

    private <K, V> boolean write(String sink, Topic<K, V> topic, @Nullable K key, V value, Headers headers) {
        var keyBytes = key == null ? null : topic.keys().serializer().serialize(topic.name(), key);
        var valueBytes = topic.values().serializer().serialize(topic.name(), value);
        if (size(keyBytes) + size(valueBytes) + size(headers) + OVERHEAD_BYTES > maxBytes) {
            return false;
        }
        context.forward(new Record<Object, Object>(keyBytes, valueBytes, context.currentSystemTimeMs(), headers), sink);
        return true;
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static int size(Headers headers) {
        int size = 0;
        for (var header : headers) {
            size += 3 * header.key().length() + size(header.value()) + 10;
        }
        return size;
    }

    private static void require(boolean written, String record) {
        if (!written) {
            throw new IllegalStateException(record + " is larger than pulser.routing.max-record-bytes");
        }
    }
}
