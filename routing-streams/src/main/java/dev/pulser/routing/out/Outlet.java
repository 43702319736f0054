// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

import dev.pulser.contract.agent.AgentStatus;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.Handover;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.routing.Withdrawal;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskEvent;
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
 * The way out of a stage: every record is put into bytes once, measured, and forwarded to its sink with the time of the
 * clock. Belongs to one stream task.
 *
 * <p>Measured here, because a transaction in which the producer met a record that is too large cannot be committed any
 * more, whatever the production exception handler says.
 */
public final class Outlet {

    public static final String ASSIGNMENTS = "assignments";
    public static final String TASK_EVENTS = "task-events";
    public static final String DEAD_LETTERS = "dead-letters";
    public static final String ROLL_CALLS = "roll-calls";
    public static final String AGENT_STATUS = "agent-status";
    public static final String FORWARD_COMMANDS = "forward-commands";
    public static final String HANDOVERS = "handovers";

    /** What a batch of one record adds to its key, value and headers, at most. */
    private static final int FRAME_BYTES = 128;

    private final ProcessorContext<Object, Object> context;
    private final Topics topics;
    private final int maxBytes;

    /** @param maxBytes of a record with everything around it, as the broker counts it */
    public Outlet(ProcessorContext<Object, Object> context, Topics topics, int maxBytes) {
        this.context = context;
        this.topics = topics;
        this.maxBytes = maxBytes;
    }

    /** The sink that sends tasks of this priority on to another lane. */
    public static String forwards(Priority priority) {
        return "forward-" + priority.wireName();
    }

    /** Hands a task out. */
    public void assign(Assignment assignment) {
        require(
                write(ASSIGNMENTS, topics.assignments(), assignment.task().id(), assignment, new RecordHeaders()),
                "the assignment of task " + assignment.task().id());
    }

    /** Takes a hand-out back. */
    public void withdraw(Withdrawal withdrawal) {
        require(
                write(ASSIGNMENTS, topics.assignments(), withdrawal.task(), withdrawal, new RecordHeaders()),
                "the withdrawal of task " + withdrawal.task());
    }

    /** Says how a lane is; with too many lines or companies for a record, without them. */
    public void status(AgentStatus status) {
        if (!write(AGENT_STATUS, topics.agentStatus(), status.agent(), status, new RecordHeaders())) {
            var shorter = withoutLines(status);
            require(
                    write(AGENT_STATUS, topics.agentStatus(), status.agent(), shorter, new RecordHeaders()),
                    "the status of agent " + status.agent());
        }
    }

    private static AgentStatus withoutLines(AgentStatus status) {
        return new AgentStatus(
                status.agent(),
                status.at(),
                status.capacity(),
                status.running(),
                status.waiting(),
                status.retrying(),
                status.paused(),
                List.of(),
                status.meanAttempt(),
                List.of(),
                status.health(),
                status.hold(),
                status.spending().stream().limit(1).toList()); // of all companies together
    }

    /** Sends a command on to {@code agent}'s lane, or returns false where it is too large for a record. */
    public boolean forward(Command command, AgentName agent, Headers headers) {
        return write(FORWARD_COMMANDS, topics.commands(), agent, command, headers);
    }

    /** Hands a task to another lane, or returns false and writes nothing where it is too large for a record. */
    public boolean handOver(Handover handover) {
        return forward(handover, new RecordHeaders());
    }

    /** Sends a handed-over task on to its lane, or returns false where it is too large for a record. */
    public boolean forward(Handover handover, Headers headers) {
        return write(HANDOVERS, topics.handovers(), handover.to(), handover, headers);
    }

    /** Puts a roll call behind everything that has been reported to {@code agent}'s lane so far. */
    public void rollCall(AgentName agent, Instant at) {
        var report = new Report(agent, RollCall.ADAPTER, at, new Report.Beat(List.of()));
        require(write(ROLL_CALLS, topics.outcomes(), agent, report, new RecordHeaders()), "a roll call");
    }

    /** Writes an event without a result; where its tool calls make it too large, without them. */
    public void event(TaskEvent event) {
        if (!tryEvent(event)) {
            require(tryEvent(Events.withoutCalls(event)), "event %d of task %s".formatted(event.seq(), event.id()));
        }
    }

    /** Writes an event, or returns false and writes nothing where it is too large for a record. */
    public boolean tryEvent(TaskEvent event) {
        return write(TASK_EVENTS, topics.taskEvents(), event.id(), event, new RecordHeaders());
    }

    /** Writes a dead letter. One that is too large goes without the content that makes it so, and says so. */
    public void deadLetter(DeadLetter letter) {
        if (!tryDeadLetter(letter)) {
            require(tryDeadLetter(DeadLetters.withoutContent(letter, maxBytes)), "a dead letter without content");
        }
    }

    private boolean tryDeadLetter(DeadLetter letter) {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.ERROR_CODE, letter.code().getBytes(StandardCharsets.UTF_8));
        return write(DEAD_LETTERS, topics.deadLetters(), letter.id(), letter, headers);
    }

    /** Sends a task on to {@code agent}'s lane, or returns false where it is too large for a record. */
    public boolean forward(Task task, AgentName agent, Headers headers) {
        return write(forwards(task.priority()), topics.tasks(task.priority()), agent, task, headers);
    }

    private <K, V> boolean write(String sink, Topic<K, V> topic, @Nullable K key, V value, Headers headers) {
        var keyBytes = key == null ? null : topic.keys().serializer().serialize(topic.name(), key);
        var valueBytes = topic.values().serializer().serialize(topic.name(), value);
        if (size(keyBytes) + size(valueBytes) + size(headers) + FRAME_BYTES > maxBytes) {
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

    private static void require(boolean written, String what) {
        if (!written) {
            throw new IllegalStateException(what + " is too large for a record, though all its parts are bounded");
        }
    }
}
