// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.admit;

import dev.pulser.contract.codec.Intake;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.decide.RoutingDecision;
import dev.pulser.routing.decide.RoutingPolicy;
import dev.pulser.routing.lane.LaneInput;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.out.Counter;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Events;
import dev.pulser.routing.out.Hops;
import dev.pulser.routing.out.Outlet;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks in: reads them, brings them to the partition of their agent, lets each id in once, refuses what is too late,
 * and gives the rest to the lane.
 *
 * <p>State: the {@link Ledger}.
 * <p>Failure: whatever is wrong with a record is a dead letter with the reason, and an event too where there is a task.
 */
public final class Admit extends ContextualProcessor<Bytes, Intake, Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(Admit.class);

    private static final Map<String, Priority> PRIORITIES =
            Arrays.stream(Priority.values()).collect(Collectors.toMap(TopicNames::tasks, Function.identity()));

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Supplier parts;
    private Ledger ledger;
    private Outlet out;
    private Counter repeats;
    private Counter forwards;
    private Counter refusals;

    private Admit(Supplier parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        ledger = new Ledger(context, parts.window);
        out = new Outlet(context, parts.topics, parts.maxRecordBytes);
        repeats = new Counter(context, "duplicates");
        forwards = new Counter(context, "forwards");
        refusals = new Counter(context, "refusals");
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> ledger.forgetSome(Instant.ofEpochMilli(time)));
    }

    @Override
    public void process(Record<Bytes, Intake> record) {
        var at = position(record);
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        switch (TaskReader.read(record.value(), record.headers(), at)) {
            case Reading.Complete(var task) -> place(record, task, at, now);
            case Reading.Unfit(var task, var code, var reason) ->
                discard(DeadLetters.ofTask(task, now, code, reason, source(at)));
            case Reading.Unreadable(var id, var code, var reason, var value) ->
                discard(DeadLetters.ofRecord(id, now, code, reason, source(at), record.key(), value));
        }
    }

    private void place(Record<Bytes, Intake> record, Task task, TaskReader.Position at, Instant now) {
        switch (parts.policy.decide(task, parts.agents.table())) {
            case RoutingDecision.Chosen(var agent, var reason) -> {
                if (agent.partition(parts.partitions) == at.partition()) {
                    admit(record, task, agent, reason, at, now);
                } else {
                    sendOn(record, task, agent, at, now);
                }
            }
            case RoutingDecision.Unroutable(var reason) -> {
                if (isFirst(task, null, at, now)) {
                    fail(task, FaultCode.AGENT_UNKNOWN.slug(), reason, at, now);
                }
            }
        }
    }

    private void sendOn(Record<Bytes, Intake> record, Task task, AgentName agent, TaskReader.Position at, Instant now) {
        int hops = Hops.of(record.headers()) + 1;
        Hops.set(record.headers(), hops);
        if (hops > Hops.MAX) {
            var reason =
                    "sent on %d times without reaching agent %s; do all instances have the same agents and partitions?"
                            .formatted(Hops.MAX, agent);
            fail(task, "routing-loop", reason, at, now);
        } else if (out.forward(task, agent, record.headers())) {
            forwards.increment();
        } else {
            var reason =
                    "with its headers it has more than %d bytes; send it with fewer".formatted(parts.maxRecordBytes);
            fail(task, DeadLetters.RECORD_TOO_LARGE, reason, at, now);
        }
    }

    private void admit(
            Record<Bytes, Intake> record,
            Task task,
            AgentName agent,
            String reason,
            TaskReader.Position at,
            Instant now) {
        if (!isFirst(task, agent, at, now)) {
            return;
        }
        if (task.expiredAt(now)) {
            var late = "its deadline %s had passed when it came".formatted(task.deadline());
            out.event(Events.refused(task, TaskState.EXPIRED, now, "expired", late));
            return;
        }
        parts.agents
                .table()
                .find(agent)
                .flatMap(definition -> Fitness.unfit(task, definition, at.time()))
                .ifPresentOrElse(unfit -> fail(task, unfit.code(), unfit.reason(), at, now), () -> {
                    var input = new LaneInput.Admitted(task, agent, reason);
                    context().forward(record.<Object>withKey(record.key()).<Object>withValue(input), parts.lane);
                });
    }

    private boolean isFirst(Task task, @Nullable AgentName agent, TaskReader.Position at, Instant now) {
        return switch (ledger.enter(task, agent, now)) {
            case FIRST -> true;
            case REPEATED -> {
                repeats.increment();
                LOG.debug("duplicate ignored task={} source={}", task.id(), source(at));
                yield false;
            }
            case CONFLICTING -> {
                var reason = "another task has had the id %s within the last %d h; every task needs its own"
                        .formatted(task.id(), parts.window.toHours());
                discard(DeadLetters.ofTask(task, now, "duplicate-id", reason, source(at)));
                yield false;
            }
            case CANCELLED -> {
                out.event(Events.refused(task, TaskState.CANCELLED, now, null, "cancelled before it came to its lane"));
                yield false;
            }
        };
    }

    private void fail(Task task, String code, String reason, TaskReader.Position at, Instant now) {
        out.event(Events.refused(task, TaskState.FAILED, now, code, reason));
        discard(DeadLetters.ofTask(task, now, code, reason, source(at)));
    }

    private void discard(DeadLetter letter) {
        refusals.increment();
        LOG.debug("refused code={} source={} reason={}", letter.code(), letter.source(), letter.reason());
        out.deadLetter(letter);
    }

    private TaskReader.Position position(Record<Bytes, Intake> record) {
        var place = context().recordMetadata().orElseThrow();
        var priority = PRIORITIES.getOrDefault(place.topic(), Priority.MEDIUM);
        var time = RankedTime.take(record.headers());
        return new TaskReader.Position(place.topic(), priority, place.partition(), place.offset(), time);
    }

    private static DeadLetter.Source source(TaskReader.Position at) {
        return new DeadLetter.Source(at.topic(), at.partition(), at.offset());
    }

    @Override
    public void close() {
        repeats.close();
        forwards.close();
        refusals.close();
    }

    /**
     * Makes the processor together with its store, so that neither can be wired alone.
     *
     * @param lane       name of the child that takes admitted tasks
     * @param partitions of the co-partitioned topics
     * @param window     how long an id is remembered
     */
    public record Supplier(
            Topics topics,
            KnownAgents agents,
            RoutingPolicy policy,
            String lane,
            int partitions,
            Duration window,
            int maxRecordBytes)
            implements ProcessorSupplier<Bytes, Intake, Object, Object> {

        @Override
        public Processor<Bytes, Intake, Object, Object> get() {
            return new Admit(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Ledger.stores(topics.codecs().taskId());
        }
    }
}
