// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admission;

import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.routing.agents.GlobalAgentTable;
import dev.pulser.routing.decision.RoutingDecision;
import dev.pulser.routing.decision.RoutingPolicy;
import dev.pulser.routing.input.LaneInput;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.output.DeadLetterFactory;
import dev.pulser.routing.output.HopCountHeader;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.output.TaskCounter;
import dev.pulser.routing.output.TaskEventFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Processor of the task topics: reads and validates records, forwards tasks to the partition of their agent, admits
 * each task id once and passes the task to its lane.
 *
 * <p>State: the {@link Ledger}.
 * <p>Failure: an invalid record becomes a dead letter; an invalid task also ends with an event.
 */
public final class AdmissionProcessor extends ContextualProcessor<Bytes, IntakeResult, Object, Object> {

    private static final Logger LOG = Logger.getLogger(AdmissionProcessor.class);

    private static final Map<String, Priority> PRIORITIES =
            Arrays.stream(Priority.values()).collect(Collectors.toMap(TopicNames::tasks, Function.identity()));

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Supplier supplier;
    private Ledger ledger;
    private RecordWriter writer;
    private TaskCounter duplicates;
    private TaskCounter forwarded;
    private TaskCounter rejected;

    private AdmissionProcessor(Supplier supplier) {
        this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        ledger = new Ledger(context, supplier.duplicateWindow);
        writer = supplier.topics.writer(context);
        duplicates = new TaskCounter(context, "duplicates");
        forwarded = new TaskCounter(context, "forwarded-tasks");
        rejected = new TaskCounter(context, "rejected-records");
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> ledger.expireNext(Instant.ofEpochMilli(time)));
    }

    @Override
    public void process(Record<Bytes, IntakeResult> record) {
        var origin = origin(record);
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        switch (TaskReader.read(record.value(), record.headers(), origin)) {
            case TaskReadResult.Valid(var task) -> route(record, task, origin, now);
            case TaskReadResult.Invalid(var task, var error) ->
                reject(DeadLetterFactory.ofTask(task, now, error, source(origin)));
            case TaskReadResult.Unreadable(var id, var error, var value) ->
                reject(DeadLetterFactory.ofRecord(id, now, error, source(origin).withBytes(record.key(), value)));
        }
    }

    private void route(Record<Bytes, IntakeResult> record, Task task, TaskReader.Origin origin, Instant now) {
        switch (supplier.policy.decide(task, supplier.agents.table())) {
            case RoutingDecision.Assigned(var agent, var reason) -> {
                if (supplier.topics.partitionOf(agent) == origin.partition()) {
                    admit(record, task, agent, reason, origin, now);
                } else {
                    forward(record, task, agent, origin, now);
                }
            }
            case RoutingDecision.Unroutable(var reason) -> {
                if (isNew(task, null, origin, now)) {
                    fail(task, new TaskError(ValidationErrorCode.AGENT_UNKNOWN.slug(), reason), origin, now);
                }
            }
        }
    }

    private void forward(
            Record<Bytes, IntakeResult> record, Task task, AgentName agent, TaskReader.Origin origin, Instant now) {
        int hops = HopCountHeader.read(record.headers()) + 1;
        HopCountHeader.write(record.headers(), hops);
        if (hops > HopCountHeader.MAX) {
            var reason =
                    "The task did not reach the partition of agent %s after %d hops. Check that all instances have the same agents and number of partitions."
                            .formatted(agent, HopCountHeader.MAX);
            fail(task, new TaskError("routing-loop", reason), origin, now);
        } else if (writer.forward(task, agent, record.headers())) {
            forwarded.increment();
        } else {
            var reason = "The record is larger than %d bytes with its headers. Send it with fewer headers."
                    .formatted(supplier.topics.maxRecordBytes());
            fail(task, new TaskError(DeadLetterFactory.RECORD_TOO_LARGE, reason), origin, now);
        }
    }

    private void admit(
            Record<Bytes, IntakeResult> record,
            Task task,
            AgentName agent,
            String reason,
            TaskReader.Origin origin,
            Instant now) {
        if (!isNew(task, agent, origin, now)) {
            return;
        }
        if (task.expiredAt(now)) {
            var expired = new TaskError("expired", "The task's deadline passed before it was queued.");
            writer.writeEvent(TaskEventFactory.rejected(task, TaskState.EXPIRED, now, expired));
            return;
        }
        supplier.agents
                .table()
                .find(agent)
                .flatMap(definition -> AdmissionRules.violation(task, definition, origin.time()))
                .ifPresentOrElse(error -> fail(task, error, origin, now), () -> {
                    var input = new LaneInput.AdmittedTask(task, agent, reason);
                    context().forward(record.<Object>withKey(record.key()).<Object>withValue(input), supplier.lane);
                });
    }

    private boolean isNew(Task task, @Nullable AgentName agent, TaskReader.Origin origin, Instant now) {
        return switch (ledger.admit(task, agent, now)) {
            case NEW -> true;
            case DUPLICATE -> {
                duplicates.increment();
                LOG.debugf(
                        "Duplicate task ignored task=%s topic=%s partition=%s offset=%s",
                        task.id(), origin.topic(), origin.partition(), origin.offset());
                yield false;
            }
            case CONFLICT -> {
                var reason =
                        "Another task was submitted with the ID %s within the last %d h. Submit this task with a new ID."
                                .formatted(task.id(), supplier.duplicateWindow.toHours());
                reject(DeadLetterFactory.ofTask(task, now, new TaskError("duplicate-id", reason), source(origin)));
                yield false;
            }
            case CANCELLED -> {
                var reason = "The task was canceled before it was queued.";
                writer.writeEvent(TaskEventFactory.cancelledOnArrival(task, now, reason));
                yield false;
            }
        };
    }

    private void fail(Task task, TaskError error, TaskReader.Origin origin, Instant now) {
        writer.writeEvent(TaskEventFactory.rejected(task, TaskState.FAILED, now, error));
        reject(DeadLetterFactory.ofTask(task, now, error, source(origin)));
    }

    private void reject(DeadLetter deadLetter) {
        rejected.increment();
        LOG.debugf(
                "Record rejected task=%s error=%s reason=\"%s\"",
                deadLetter.id(), deadLetter.error().code(), deadLetter.error().reason());
        writer.writeDeadLetter(deadLetter);
    }

    private TaskReader.Origin origin(Record<Bytes, IntakeResult> record) {
        var metadata = context().recordMetadata().orElseThrow();
        var priority = PRIORITIES.getOrDefault(metadata.topic(), Priority.MEDIUM);
        var time = PriorityTimestampExtractor.takeRecordTime(record.headers());
        return new TaskReader.Origin(metadata.topic(), priority, metadata.partition(), metadata.offset(), time);
    }

    private static DeadLetter.Source source(TaskReader.Origin origin) {
        return DeadLetter.Source.at(origin.topic(), origin.partition(), origin.offset());
    }

    @Override
    public void close() {
        duplicates.close();
        forwarded.close();
        rejected.close();
    }

    /**
     * Supplier of the processor and its store.
     *
     * @param lane            name of the child processor that handles admitted tasks
     * @param duplicateWindow time for which task ids are kept for deduplication
     */
    public record Supplier(
            RoutingTopics topics, GlobalAgentTable agents, RoutingPolicy policy, String lane, Duration duplicateWindow)
            implements ProcessorSupplier<Bytes, IntakeResult, Object, Object> {

        @Override
        public Processor<Bytes, IntakeResult, Object, Object> get() {
            return new AdmissionProcessor(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Ledger.stores(topics.topics().codecs().taskId());
        }
    }
}
