// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.task.Outcome;
import dev.pulser.contract.task.Usage;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.running.Loss;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settle.Charges;
import dev.pulser.routing.settle.Settlement;
import dev.pulser.routing.settle.SettlementRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what nobody is believed to be working on, after a roll call. */
final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    /** Between two checks: beyond it, the silence was on this side. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** A roll call that has not come back is repeated after this. */
    private static final Duration CALL_AGAIN = Duration.ofSeconds(30);

    private final RunningTasks running;
    private final Lanes lanes;
    private final KnownAgents agents;
    private final SettlementRules rules;
    private final Outlet out;
    private Instant checkedAt;
    private Instant calledAt = Instant.EPOCH;

    Leases(LaneState state, Lanes lanes, Lane.Supplier parts, Outlet out, Instant start) {
        this.running = state.running();
        this.lanes = lanes;
        this.agents = parts.agents();
        this.rules = parts.rules();
        this.out = out;
        this.checkedAt = start;
    }

    /** Calls the roll where an attempt has been silent for too long. */
    void check(Instant now) {
        if (now.isAfter(checkedAt.plus(PAUSE))) {
            running.renewAll(now); // this thread was away, not the adapters: their beats are still to be read
        }
        checkedAt = now;
        if (!now.isBefore(calledAt.plus(CALL_AGAIN))) {
            running.broken(now, agents.table()).stream().findFirst().ifPresent(broken -> {
                out.rollCall(broken.entry().agent(), now);
                calledAt = now;
            });
        }
    }

    /** Ends the attempts that had been silent for too long when the roll was called, and still are. */
    void endBroken(Instant called, Instant now) {
        calledAt = Instant.EPOCH;
        for (var broken : running.broken(called, agents.table())) {
            var entry = broken.entry();
            LOG.warn(
                    "lease over task={} agent={} attempt={} epoch={} reason=\"{}\"",
                    entry.task().id(),
                    entry.agent(),
                    entry.attempt(),
                    entry.epoch(),
                    broken.loss().reason());
            lanes.settle(entry, settlement(entry, broken.loss(), now), charge(entry, broken.loss()), now, null);
        }
    }

    private Settlement settlement(LaneEntry entry, Loss loss, Instant now) {
        return switch (loss) {
            case Loss.NotBegun(var reason) -> rules.notBegun(entry, reason + " It is handed out again.", now);
            case Loss.Lost(var failure) -> {
                var startedAt = Objects.requireNonNullElse(entry.dispatchedAt(), now);
                yield rules.settle(entry, new Outcome.Failed(failure), startedAt, now);
            }
        };
    }

    private static Usage charge(LaneEntry entry, Loss loss) {
        return switch (loss) {
            case Loss.NotBegun _ -> Usage.NONE;
            case Loss.Lost _ -> Charges.lost(entry);
        };
    }
}
