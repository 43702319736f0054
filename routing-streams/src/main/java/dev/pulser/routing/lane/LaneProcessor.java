// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.attempt.TaskError;
import dev.pulser.contract.event.DeadLetter;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.AdapterReport;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.status.AgentHealth;
import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.budget.Budgets;
import dev.pulser.routing.dispatch.PauseRegistry;
import dev.pulser.routing.input.LaneInput;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.ordering.QueueOrdering;
import dev.pulser.routing.output.DeadLetterFactory;
import dev.pulser.routing.output.OutcomeBarrier;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.output.TaskCounter;
import dev.pulser.routing.queue.WaitingTasks;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settlement.AttemptCharges;
import dev.pulser.routing.settlement.SettlementPolicy;
import dev.pulser.routing.timer.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
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
 * Processor of the lanes of one partition: dispatches waiting tasks up to the capacity of their agent and settles the
 * attempts that adapters report.
 *
 * <p>State: {@link WaitingTasks}, {@link RunningTasks}, {@link Timers}, {@link PauseRegistry}, {@link Budgets}.
 * Counters and orderings are in memory and are rebuilt from the stores when the partition is assigned.
 * <p>Failure: a report about an attempt that is not current is logged, counted and ignored. A store error fails the
 * stream thread, and the record is processed again.
 */
public final class LaneProcessor extends ContextualProcessor<Bytes, LaneInput, Object, Object> {

    private static final Logger LOG = Logger.getLogger(LaneProcessor.class);

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Limit of timers per tick, so that many retries at once do not block the other inputs of the stream thread. */
    private static final int TIMERS_PER_TICK = 1_000;

    private final Supplier supplier;
    private LaneState state;
    private RecordWriter writer;
    private Ledger ledger;
    private LaneTransitions transitions;
    private LaneCommands commands;
    private IncomingTransfers incoming;
    private OutgoingTransfers outgoing;
    private TaskCounter lateResults;
    private TaskCounter budgetOverruns;
    private AgentTable knownAgents;
    private LeaseMonitor leases;

    private LaneProcessor(Supplier supplier) {
        this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        knownAgents = AgentTable.empty(); // the first tick then looks at every waiting task
        lateResults = new TaskCounter(context, "late-results");
        budgetOverruns = new TaskCounter(context, "budget-overruns");
        writer = supplier.topics.writer(context);
        state = LaneState.restore(context, supplier, writer);
        ledger = new Ledger(context, supplier.duplicateWindow);
        var deadlines = new DeadlineTimers(state.timers(), supplier.ordering.aging());
        var transfers = new Transfers(state, supplier.tables, this::isLocal, ledger, writer);
        transitions = new LaneTransitions(state, supplier, transfers, deadlines, budgetOverruns, writer);
        commands = new LaneCommands(state, transitions, ledger, this::isLocal, writer);
        leases = new LeaseMonitor(
                state, transitions, supplier, writer, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        incoming = new IncomingTransfers(state, transitions, transfers, ledger, writer);
        outgoing = new OutgoingTransfers(state, transfers, deadlines);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> onTick(Instant.ofEpochMilli(time)));
        context.schedule(SECOND, PunctuationType.WALL_CLOCK_TIME, time -> onSecond(Instant.ofEpochMilli(time)));
    }

    @Override
    public void process(Record<Bytes, LaneInput> record) {
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        switch (record.value()) {
            case LaneInput.AdmittedTask(var task, var agent, var reason) ->
                transitions.enter(LaneEntry.arriving(task, agent, now), now, reason);
            case LaneInput.Report(var report) -> handle(report, now);
            case LaneInput.UserCommand(var command) -> commands.handle(command, record.headers(), now);
            case LaneInput.IncomingTransfer(var transfer) -> incoming.accept(transfer, now);
            case LaneInput.UnreadableRecord(var bytes, var reason) ->
                reject(record.key(), bytes, "deserialization", reason, now);
            case null ->
                reject(record.key(), null, "record-empty", "The record has no value. Send an adapter report.", now);
        }
    }

    private void handle(AdapterReport report, Instant now) {
        switch (report.body()) {
            case AdapterReport.Heartbeat _ when OutcomeBarrier.isBarrier(report) -> leases.endExpired(report.at(), now);
            case AdapterReport.Heartbeat(var running) ->
                running.forEach(task -> state.running().recordHeartbeat(task.id(), task.epoch(), now));
            case AdapterReport.AttemptProgress progress ->
                state.running().recordHeartbeat(progress.id(), progress.epoch(), now);
            case AdapterReport.AttemptEnded ended -> settle(ended, now);
            case AdapterReport.HealthReport(var health) -> recordHealth(report, health, now);
            case AdapterReport.UnknownReport _ -> {} // written by a newer adapter
        }
    }

    private void recordHealth(AdapterReport report, AgentHealth health, Instant now) {
        var agent = report.agent();
        if (!isLocal(agent)) {
            return; // the lane of this agent is in another partition
        }
        state.status().markChanged(agent);
        if (state.health().record(agent, report.adapter(), health, now)) {
            transitions.healthChanged(agent, now);
        }
    }

    private void settle(AdapterReport.AttemptEnded ended, Instant now) {
        var entry = state.running().find(ended.id(), ended.epoch());
        if (entry == null) {
            lateResults.increment();
            LOG.infof("Late result ignored task=%s attempt=%s epoch=%s", ended.id(), ended.attempt(), ended.epoch());
            return;
        }
        var settlement = supplier.policy.settle(entry, ended.outcome(), ended.startedAt(), now);
        var agent = supplier.tables.agents().table().find(entry.agent()).orElse(null);
        transitions.settle(entry, settlement, AttemptCharges.ended(ended, agent), now, ended);
    }

    private void reject(Bytes key, @Nullable Bytes value, String code, String reason, Instant now) {
        var origin = context().recordMetadata().orElseThrow();
        var source = DeadLetter.Source.at(origin.topic(), origin.partition(), origin.offset());
        LOG.warnf(
                "Outcome rejected error=%s topic=%s partition=%s offset=%s reason=\"%s\"",
                code, origin.topic(), origin.partition(), origin.offset(), reason);
        writer.writeDeadLetter(
                DeadLetterFactory.ofRecord(null, now, new TaskError(code, reason), source.withBytes(key, value)));
    }

    private void onTick(Instant now) {
        state.timers().pollDue(now, TIMERS_PER_TICK).forEach(timer -> transitions.fire(timer, now));
        var agents = supplier.tables.agents().table();
        if (!agents.equals(knownAgents)) {
            knownAgents = agents;
            transitions.dispatchAll(now);
            agents.agents().stream()
                    .map(AgentDefinition::name)
                    .filter(this::isLocal)
                    .forEach(state.status()::markChanged);
            state.status().markAllChanged();
        }
        outgoing.transferNext(now);
        transitions.recheckBlocked(now);
    }

    private boolean isLocal(AgentName agent) {
        return supplier.topics.partitionOf(agent) == context().taskId().partition();
    }

    private void onSecond(Instant now) {
        leases.check(now);
        ledger.expireNext(now); // transfers add entries too
        state.health().expire(now).forEach(agent -> transitions.healthChanged(agent, now));
        state.status().publishChanged(supplier.tables.agents().table(), now);
    }

    @Override
    public void close() {
        lateResults.close();
        budgetOverruns.close();
    }

    /**
     * Supplier of the processor and its stores.
     *
     * @param duplicateWindow time for which task ids are kept for deduplication
     */
    public record Supplier(
            RoutingTopics topics,
            GlobalTables tables,
            SettlementPolicy policy,
            Lease lease,
            QueueOrdering ordering,
            Duration duplicateWindow)
            implements ProcessorSupplier<Bytes, LaneInput, Object, Object> {

        @Override
        public Processor<Bytes, LaneInput, Object, Object> get() {
            return new LaneProcessor(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            var ids = topics.topics().codecs().taskId();
            var entries = topics.topics().codecs().laneEntry();
            var stores = new LinkedHashSet<StoreBuilder<?>>(WaitingTasks.stores(ids, entries));
            stores.addAll(RunningTasks.stores(ids, entries));
            stores.addAll(Timers.stores(ids, entries));
            stores.addAll(PauseRegistry.stores());
            stores.addAll(Budgets.stores());
            return stores;
        }
    }
}
