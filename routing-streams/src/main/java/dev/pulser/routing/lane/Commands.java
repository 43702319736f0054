// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Withdrawal;
import dev.pulser.contract.task.TaskId;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.out.Clip;
import dev.pulser.routing.out.Hops;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.out.Trail;
import java.time.Instant;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what people ask of the lanes of one partition. A command that comes twice, or too late, changes nothing; one that
 * names a task of another company is treated as if there were none.
 */
final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private static final int MAX_WHY_CHARS = 500;

    private final LaneState state;
    private final Lanes lanes;
    private final Ledger ledger;
    private final Predicate<AgentName> mine;
    private final Outlet out;

    /** @param mine whether an agent's lane is in this partition */
    Commands(LaneState state, Lanes lanes, Ledger ledger, Predicate<AgentName> mine, Outlet out) {
        this.state = state;
        this.lanes = lanes;
        this.mine = mine;
        this.ledger = ledger;
        this.out = out;
    }

    /** @param headers of the record that it came in */
    void obey(Command command, Headers headers, Instant now) {
        switch (command.body()) {
            case Command.Cancel(var task) -> cancel(command, task, headers, now);
            case Command.Pause(var agent) -> pause(command.company(), agent, true, now);
            case Command.Resume(var agent) -> pause(command.company(), agent, false, now);
            case Command.Replay _, Command.Drop _, Command.ChangeAgent _, Command.Unknown _ -> {} // not for lanes
        }
    }

    private void cancel(Command command, TaskId task, Headers headers, Instant now) {
        var running = state.running().find(task);
        if (running != null) {
            if (isOf(command, running)) {
                withdraw(running, now, why(command));
            }
            return;
        }
        var place = state.waiting().placeOf(task);
        var waiting = place == null ? null : state.waiting().find(place);
        if (place != null && waiting != null) {
            if (isOf(command, waiting)) {
                lanes.cancelWaiting(place, waiting, now, why(command));
            }
            return;
        }
        var retrying = state.timers().findRetry(task);
        if (retrying != null) {
            if (isOf(command, retrying)) {
                lanes.cancelRetry(retrying, now, why(command));
            }
            return;
        }
        switch (ledger.cancel(task, command.company(), Trail.of(headers), mine, now)) {
            case Ledger.Cancellation.Kept() -> {} // for when the task comes
            case Ledger.Cancellation.Over() ->
                LOG.info("command ignored command={} task={} reason=\"the task is over\"", command.id(), task);
            case Ledger.Cancellation.Elsewhere(var agent, var handover) -> follow(command, agent, handover, headers);
        }
    }

    /** The way of the task, lane by lane. It ends, because each step follows a later handover than the one before. */
    private void follow(Command command, AgentName agent, int handover, Headers headers) {
        var onward = new RecordHeaders(headers);
        Trail.set(onward, handover);
        Hops.set(onward, 0);
        if (!out.forward(command, agent, onward)) {
            LOG.warn("command ignored command={} reason=\"too large to be sent on to {}\"", command.id(), agent);
        }
    }

    private static boolean isOf(Command command, LaneEntry entry) {
        boolean same = entry.task().company().equals(command.company());
        if (!same) {
            LOG.warn(
                    "command ignored command={} task={} company={} reason=\"the task is another company's\"",
                    command.id(),
                    entry.task().id(),
                    command.company());
        }
        return same;
    }

    /** The task stays with its agent until it lets go; from now on it can only end cancelled. */
    private void withdraw(LaneEntry entry, Instant now, String why) {
        if (entry.withdrawn() != null) {
            return;
        }
        state.running().update(entry.withdrawn(why));
        out.withdraw(new Withdrawal(entry.task().id(), entry.agent(), entry.epoch(), now, why));
    }

    private static String why(Command command) {
        var why = new StringBuilder("cancelled");
        if (command.by() != null) {
            why.append(" by ").append(command.by());
        }
        if (command.reason() != null) {
            why.append(": ").append(command.reason());
        }
        return Clip.to(MAX_WHY_CHARS, why.toString());
    }

    private void pause(Company company, @Nullable AgentName agent, boolean paused, Instant now) {
        if (agent != null) {
            if (state.pauses().set(agent, paused)) {
                state.board().changed(agent);
                lanes.fill(agent, now);
            }
        } else if (state.pauses().set(company, paused)) {
            state.waiting().see(company);
            state.board().changedAll();
            lanes.fillAll(now);
        }
    }
}
