// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentHealth;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Usage;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.agents.KnownStatus;
import dev.pulser.routing.budget.Budgets;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.out.Counter;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.out.RollCall;
import dev.pulser.routing.pause.Pauses;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.running.Loss;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settle.Charges;
import dev.pulser.routing.settle.Settlement;
import dev.pulser.routing.settle.SettlementRules;
import dev.pulser.routing.timer.Timers;
import dev.pulser.routing.waiting.Order;
import dev.pulser.routing.waiting.WaitingTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
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
 * One ordered queue per agent: hands tasks out, never more than the agent's capacity, and settles what comes back.
 *
 * <p>State: {@link WaitingTasks}, {@link RunningTasks}, {@link Timers}, {@link Pauses}, {@link Budgets}. What is counted and compared is in memory and is
 * built again from the stores whenever the partition comes to this instance.
 * <p>Failure: a report about an attempt that is not the current one changes nothing; it is logged and counted. A store
 * error fails the stream thread and the record is replayed.
 */
public final class Lane extends ContextualProcessor<Bytes, LaneInput, Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LEASE_CHECK = Duration.ofSeconds(1);

    /** Between two lease checks: beyond it, the silence was on this side. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** A roll call that has not come back is repeated after this. */
    private static final Duration CALL_AGAIN = Duration.ofSeconds(30);

    /** Timers handled in one go, so that a thousand retries at once do not keep the thread from its partition. */
    private static final int TIMERS_PER_TICK = 1_000;

    private final Supplier parts;
    private LaneState state;
    private Outlet out;
    private Lanes lanes;
    private Commands commands;
    private Arrivals arrivals;
    private Departures departures;
    private Counter lateResults;
    private Counter overspent;
    private AgentTable seen;
    private Instant checkedAt;
    private Instant calledAt;

    private Lane(Supplier parts) {
        this.parts = parts;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        seen = AgentTable.empty(); // so that the first tick looks at everything that waits
        checkedAt = Instant.ofEpochMilli(context.currentSystemTimeMs());
        calledAt = Instant.EPOCH;
        lateResults = new Counter(context, "late-results");
        overspent = new Counter(context, "overspent");
        out = new Outlet(context, parts.topics, parts.maxRecordBytes);
        state = LaneState.of(context, parts, out);
        var ledger = new Ledger(context, parts.window);
        var deadlines = new Deadlines(state.timers(), parts.order.ageing());
        var handovers = new Handovers(state, parts, this::isMine, ledger, out);
        lanes = new Lanes(state, parts, handovers, deadlines, overspent, out);
        commands = new Commands(state, lanes, ledger, this::isMine, out);
        arrivals = new Arrivals(state, lanes, handovers, ledger, out);
        departures = new Departures(state, handovers, deadlines);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick(Instant.ofEpochMilli(time)));
        context.schedule(LEASE_CHECK, PunctuationType.WALL_CLOCK_TIME, time -> everySecond(Instant.ofEpochMilli(time)));
    }

    @Override
    public void process(Record<Bytes, LaneInput> record) {
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        switch (record.value()) {
            case LaneInput.Admitted(var task, var agent, var reason) ->
                lanes.enter(LaneEntry.arriving(task, agent, now), now, reason);
            case LaneInput.Reported(var report) -> hear(report, now);
            case LaneInput.Asked(var command) -> commands.obey(command, record.headers(), now);
            case LaneInput.HandedOver(var handover) -> arrivals.take(handover, now);
            case LaneInput.Unreadable(var bytes, var reason) ->
                refuse(record.key(), bytes, "deserialization", reason, now);
            case null ->
                refuse(record.key(), null, "record-empty", "the record has no value; an outcome is a report", now);
        }
    }

    private void hear(Report report, Instant now) {
        switch (report.body()) {
            case Report.Beat _ when RollCall.is(report) -> endBroken(report.at(), now);
            case Report.Beat(var inWork) ->
                inWork.forEach(task -> state.running().sign(task.id(), task.epoch(), now));
            case Report.Progress progress -> state.running().sign(progress.id(), progress.epoch(), now);
            case Report.Ended ended -> end(ended, now);
            case Report.Health(var health) -> look(report, health, now);
            case Report.Unknown _ -> {} // a newer adapter's; nothing in it can be acted on here
        }
    }

    private void look(Report report, AgentHealth health, Instant now) {
        var agent = report.agent();
        if (!isMine(agent)) {
            return; // its lane is elsewhere, and what is not kept there is not missed here
        }
        state.board().changed(agent);
        if (state.verdicts().hear(agent, report.adapter(), health, now)) {
            lanes.healthChanged(agent, now);
        }
    }

    private void end(Report.Ended ended, Instant now) {
        var entry = state.running().find(ended.id(), ended.epoch());
        if (entry == null) {
            lateResults.increment();
            LOG.info("LATE_RESULT_IGNORED task={} attempt={} epoch={}", ended.id(), ended.attempt(), ended.epoch());
            return;
        }
        var settlement = parts.rules.settle(entry, ended.outcome(), ended.startedAt(), now);
        var agent = parts.agents.table().find(entry.agent()).orElse(null);
        lanes.settle(entry, settlement, Charges.ended(ended, agent), now, ended);
    }

    private void refuse(Bytes key, @Nullable Bytes value, String code, String reason, Instant now) {
        var place = context().recordMetadata().orElseThrow();
        var source = new DeadLetter.Source(place.topic(), place.partition(), place.offset());
        LOG.warn("outcome refused code={} source={} reason={}", code, source, reason);
        out.deadLetter(DeadLetters.ofRecord(null, now, code, reason, source, key, value));
    }

    private void tick(Instant now) {
        state.timers().takeDue(now, TIMERS_PER_TICK).forEach(timer -> lanes.alarm(timer, now));
        var known = parts.agents.table();
        if (!known.equals(seen)) {
            seen = known;
            lanes.fillAll(now);
            known.agents().stream()
                    .map(AgentDefinition::name)
                    .filter(this::isMine)
                    .forEach(state.board()::changed);
            state.board().changedAll();
        }
        departures.tick(now);
        lanes.wake(now);
    }

    private boolean isMine(AgentName agent) {
        return agent.partition(parts.partitions) == context().taskId().partition();
    }

    private void everySecond(Instant now) {
        checkLeases(now);
        state.verdicts().forgetStale(now).forEach(agent -> lanes.healthChanged(agent, now));
        state.board().say(parts.agents.table(), now);
    }

    private void checkLeases(Instant now) {
        if (now.isAfter(checkedAt.plus(PAUSE))) {
            state.running().renewAll(now); // this thread was away, not the adapters: their beats are still to be read
        }
        checkedAt = now;
        if (!now.isBefore(calledAt.plus(CALL_AGAIN))) {
            state.running().broken(now, parts.agents.table()).stream()
                    .findFirst()
                    .ifPresent(broken -> {
                        out.rollCall(broken.entry().agent(), now);
                        calledAt = now;
                    });
        }
    }

    /** Ends the attempts that had been silent for too long when the roll was called, and still are. */
    private void endBroken(Instant called, Instant now) {
        calledAt = Instant.EPOCH;
        for (var broken : state.running().broken(called, parts.agents.table())) {
            var entry = broken.entry();
            LOG.warn(
                    "lease over task={} agent={} attempt={} epoch={} reason=\"{}\"",
                    entry.task().id(),
                    entry.agent(),
                    entry.attempt(),
                    entry.epoch(),
                    broken.loss().reason());
            lanes.settle(entry, lost(entry, broken.loss(), now), charge(entry, broken.loss()), now, null);
        }
    }

    private Settlement lost(LaneEntry entry, Loss loss, Instant now) {
        return switch (loss) {
            case Loss.NotBegun(var reason) -> parts.rules.notBegun(entry, reason + " It is handed out again.", now);
            case Loss.Lost(var failure) -> {
                var startedAt = Objects.requireNonNullElse(entry.dispatchedAt(), now);
                yield parts.rules.settle(entry, new Outcome.Failed(failure), startedAt, now);
            }
        };
    }

    private static Usage charge(LaneEntry entry, Loss loss) {
        return switch (loss) {
            case Loss.NotBegun _ -> Usage.NONE;
            case Loss.Lost _ -> Charges.lost(entry);
        };
    }

    @Override
    public void close() {
        lateResults.close();
        overspent.close();
    }

    /**
     * Makes the processor together with its stores, so that neither can be wired alone.
     *
     * @param statuses   how the other lanes are
     * @param order      who comes next
     * @param partitions of the co-partitioned topics
     * @param window     how long a task id is remembered
     */
    public record Supplier(
            Topics topics,
            KnownAgents agents,
            KnownStatus statuses,
            SettlementRules rules,
            Lease lease,
            Order order,
            int partitions,
            Duration window,
            int maxRecordBytes)
            implements ProcessorSupplier<Bytes, LaneInput, Object, Object> {

        @Override
        public Processor<Bytes, LaneInput, Object, Object> get() {
            return new Lane(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            var ids = topics.codecs().taskId();
            var entries = topics.codecs().laneEntry();
            var stores = new LinkedHashSet<StoreBuilder<?>>(WaitingTasks.stores(ids, entries));
            stores.addAll(RunningTasks.stores(ids, entries));
            stores.addAll(Timers.stores(ids, entries));
            stores.addAll(Pauses.stores());
            stores.addAll(Budgets.stores());
            return stores;
        }
    }
}
