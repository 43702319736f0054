// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.routing.agents.GlobalAgentTable;
import dev.pulser.routing.output.OutcomeBarrier;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.running.LeaseExpiry;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settlement.AttemptCharges;
import dev.pulser.routing.settlement.Settlement;
import dev.pulser.routing.settlement.SettlementPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Monitor of the leases of running attempts. An attempt is ended only when its lease is still expired after the lane
 * has read the {@link OutcomeBarrier} that was written for it.
 */
final class LeaseMonitor {

    private static final Logger LOG = Logger.getLogger(LeaseMonitor.class);

    /** Longest regular time between two checks; after a longer one this thread was stalled, not the adapters. */
    private static final Duration MAX_CHECK_INTERVAL = Duration.ofSeconds(5);

    /** Time after which an unread barrier is written again. */
    private static final Duration BARRIER_TIMEOUT = Duration.ofSeconds(30);

    private final RunningTasks running;
    private final LaneTransitions transitions;
    private final GlobalAgentTable agents;
    private final SettlementPolicy policy;
    private final RecordWriter writer;
    private Instant checkedAt;
    private Instant barrierAt = Instant.EPOCH;

    LeaseMonitor(
            LaneState state,
            LaneTransitions transitions,
            LaneProcessor.Supplier supplier,
            RecordWriter writer,
            Instant start) {
        this.running = state.running();
        this.transitions = transitions;
        this.agents = supplier.tables().agents();
        this.policy = supplier.policy();
        this.writer = writer;
        this.checkedAt = start;
    }

    /** Writes a barrier when a lease has expired. */
    void check(Instant now) {
        if (now.isAfter(checkedAt.plus(MAX_CHECK_INTERVAL))) {
            running.renewLeases(now); // heartbeats sent during the stall have not been read yet
        }
        checkedAt = now;
        if (!now.isBefore(barrierAt.plus(BARRIER_TIMEOUT))) {
            running.expiredLeases(now, agents.table()).stream().findFirst().ifPresent(expired -> {
                writer.writeOutcomeBarrier(expired.entry().agent(), now);
                barrierAt = now;
            });
        }
    }

    /** Ends the attempts with leases that were expired at {@code barrier}, the time of the barrier, and still are. */
    void endExpired(Instant barrier, Instant now) {
        barrierAt = Instant.EPOCH;
        for (var expired : running.expiredLeases(barrier, agents.table())) {
            var entry = expired.entry();
            LOG.warnf(
                    "Attempt lease expired task=%s agent=%s attempt=%s epoch=%s reason=\"%s\"",
                    entry.task().id(),
                    entry.agent(),
                    entry.attempt(),
                    entry.epoch(),
                    expired.expiry().reason());
            transitions.settle(
                    entry, settlement(entry, expired.expiry(), now), charge(entry, expired.expiry()), now, null);
        }
    }

    private Settlement settlement(LaneEntry entry, LeaseExpiry expiry, Instant now) {
        return switch (expiry) {
            case LeaseExpiry.NotStarted(var reason) ->
                policy.settleNotStarted(entry, reason + " The task is queued again.", now);
            case LeaseExpiry.Lost(var failure) -> {
                var startedAt = Objects.requireNonNullElse(entry.dispatchedAt(), now);
                yield policy.settle(entry, new Outcome.Failed(failure), startedAt, now);
            }
        };
    }

    private static Usage charge(LaneEntry entry, LeaseExpiry expiry) {
        return switch (expiry) {
            case LeaseExpiry.NotStarted _ -> Usage.NONE;
            case LeaseExpiry.Lost _ -> AttemptCharges.lost(entry);
        };
    }
}
