// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.DeadLetter;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.out.Counter;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.out.RollCall;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settle.SettlementRules;
import dev.pulser.routing.timer.Timers;
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
 * <p>State: {@link WaitingTasks}, {@link RunningTasks}, {@link Timers}. What is counted and compared is in memory and is
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
    private RunningTasks running;
    private Timers timers;
    private Outlet out;
    private Lanes lanes;
    private Counter lateResults;
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
        running = new RunningTasks(context, parts.lease, parts.agents.table());
        timers = new Timers(context);
        out = new Outlet(context, parts.topics, parts.maxRecordBytes);
        lanes = new Lanes(parts.agents, new WaitingTasks(context), running, timers, out);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, time -> tick(Instant.ofEpochMilli(time)));
        context.schedule(LEASE_CHECK, PunctuationType.WALL_CLOCK_TIME, time -> checkLeases(Instant.ofEpochMilli(time)));
    }

    @Override
    public void process(Record<Bytes, LaneInput> record) {
        var now = Instant.ofEpochMilli(context().currentSystemTimeMs());
        switch (record.value()) {
            case LaneInput.Admitted(var task, var agent, var reason) ->
                lanes.enter(LaneEntry.arriving(task, agent, now), now, reason);
            case LaneInput.Reported(var report) -> hear(report, now);
            case LaneInput.Unreadable(var bytes, var reason) ->
                refuse(record.key(), bytes, "deserialization", reason, now);
            case null ->
                refuse(record.key(), null, "record-empty", "the record has no value; an outcome is a report", now);
        }
    }

    private void hear(Report report, Instant now) {
        switch (report.body()) {
            case Report.Beat _ when RollCall.is(report) -> endBroken(report.at(), now);
            case Report.Beat(var inWork) -> inWork.forEach(task -> running.sign(task.id(), task.epoch(), now));
            case Report.Progress progress -> running.sign(progress.id(), progress.epoch(), now);
            case Report.Ended ended -> end(ended, now);
            case Report.Unknown _ -> {} // a newer adapter's; nothing in it can be acted on here
        }
    }

    private void end(Report.Ended ended, Instant now) {
        var entry = running.find(ended.id(), ended.epoch());
        if (entry == null) {
            lateResults.increment();
            LOG.info("LATE_RESULT_IGNORED task={} attempt={} epoch={}", ended.id(), ended.attempt(), ended.epoch());
            return;
        }
        lanes.settle(entry, parts.rules.settle(entry, ended.outcome(), ended.startedAt(), now), now, ended);
    }

    private void refuse(Bytes key, @Nullable Bytes value, String code, String reason, Instant now) {
        var place = context().recordMetadata().orElseThrow();
        var source = new DeadLetter.Source(place.topic(), place.partition(), place.offset());
        LOG.warn("outcome refused code={} source={} reason={}", code, source, reason);
        out.deadLetter(DeadLetters.ofRecord(null, now, code, reason, source, key, value));
    }

    private void tick(Instant now) {
        timers.takeDue(now, TIMERS_PER_TICK).forEach(timer -> lanes.alarm(timer, now));
        var known = parts.agents.table();
        if (!known.equals(seen)) {
            seen = known;
            lanes.fillAll(now);
        }
    }

    private void checkLeases(Instant now) {
        if (now.isAfter(checkedAt.plus(PAUSE))) {
            running.renewAll(now); // this thread was away, not the adapters: their beats are still to be read
        }
        checkedAt = now;
        if (!now.isBefore(calledAt.plus(CALL_AGAIN))) {
            running.broken(now, parts.agents.table()).stream().findFirst().ifPresent(broken -> {
                out.rollCall(broken.entry().agent(), now);
                calledAt = now;
            });
        }
    }

    /** Ends the attempts that had been silent for too long when the roll was called, and still are. */
    private void endBroken(Instant called, Instant now) {
        calledAt = Instant.EPOCH;
        for (var broken : running.broken(called, parts.agents.table())) {
            var entry = broken.entry();
            var startedAt = Objects.requireNonNullElse(entry.dispatchedAt(), now);
            var outcome = new Outcome.Failed(broken.failure());
            LOG.warn(
                    "lease over task={} agent={} attempt={} code={}",
                    entry.task().id(),
                    entry.agent(),
                    entry.attempt(),
                    broken.failure().code());
            lanes.settle(entry, parts.rules.settle(entry, outcome, startedAt, now), now, null);
        }
    }

    @Override
    public void close() {
        lateResults.close();
    }

    /** Makes the processor together with its stores, so that neither can be wired alone. */
    public record Supplier(Topics topics, KnownAgents agents, SettlementRules rules, Lease lease, int maxRecordBytes)
            implements ProcessorSupplier<Bytes, LaneInput, Object, Object> {

        @Override
        public Processor<Bytes, LaneInput, Object, Object> get() {
            return new Lane(this);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            var entries = topics.codecs().laneEntry();
            var stores = new LinkedHashSet<StoreBuilder<?>>(WaitingTasks.stores(entries));
            stores.addAll(RunningTasks.stores(topics.codecs().taskId(), entries));
            stores.addAll(Timers.stores(entries));
            return stores;
        }
    }
}
