// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Revocation;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.output.HopCountHeader;
import dev.pulser.routing.output.RecordWriter;
import dev.pulser.routing.output.TransferHeader;
import java.time.Instant;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Handler of commands for the lanes of one partition. A repeated or late command changes nothing; a command for a task
 * of another company is handled as if the task did not exist.
 */
final class LaneCommands {

    private static final Logger LOG = Logger.getLogger(LaneCommands.class);

    private static final int MAX_REASON_CHARS = 500;

    private final LaneState state;
    private final LaneTransitions transitions;
    private final Ledger ledger;
    private final Predicate<AgentName> local;
    private final RecordWriter writer;

    /** @param local true for an agent with its lane in this partition */
    LaneCommands(
            LaneState state,
            LaneTransitions transitions,
            Ledger ledger,
            Predicate<AgentName> local,
            RecordWriter writer) {
        this.state = state;
        this.transitions = transitions;
        this.local = local;
        this.ledger = ledger;
        this.writer = writer;
    }

    /** @param headers headers of the command's record */
    void handle(Command command, Headers headers, Instant now) {
        switch (command.body()) {
            case Command.Cancel(var task) -> cancel(command, task, headers, now);
            case Command.Pause(var agent) -> setPaused(command.company(), agent, true, now);
            case Command.Resume(var agent) -> setPaused(command.company(), agent, false, now);
            case Command.Replay _,
                    Command.Drop _,
                    Command.AgentChange _,
                    Command.UnknownCommand _ -> {} // not for lanes
        }
    }

    private void cancel(Command command, TaskId task, Headers headers, Instant now) {
        var running = state.running().find(task);
        if (running != null) {
            if (isSameCompany(command, running)) {
                revoke(running, now, reason(command));
            }
            return;
        }
        var position = state.waiting().positionOf(task);
        var waiting = position == null ? null : state.waiting().find(position);
        if (position != null && waiting != null) {
            if (isSameCompany(command, waiting)) {
                transitions.cancelWaiting(position, waiting, now, reason(command));
            }
            return;
        }
        var retrying = state.timers().findRetry(task);
        if (retrying != null) {
            if (isSameCompany(command, retrying)) {
                transitions.cancelRetry(retrying, now, reason(command));
            }
            return;
        }
        switch (ledger.cancel(task, command.company(), TransferHeader.read(headers), local, now)) {
            case Ledger.Cancellation.Pending() -> {} // applies when the task arrives
            case Ledger.Cancellation.TooLate() ->
                LOG.infof("Command ignored command=%s task=%s reason=\"The task has ended\"", command.id(), task);
            case Ledger.Cancellation.Transferred(var agent, var transfer) ->
                followTask(command, agent, transfer, headers);
        }
    }

    /**
     * Forwards the command along the task's transfers. Forwarding terminates, because each step follows a later
     * transfer.
     */
    private void followTask(Command command, AgentName agent, int transfer, Headers headers) {
        var onward = new RecordHeaders(headers);
        TransferHeader.write(onward, transfer);
        HopCountHeader.write(onward, 0);
        if (!writer.forward(command, agent, onward)) {
            LOG.warnf(
                    "Command ignored command=%s agent=%s reason=\"The record is too large to forward\"",
                    command.id(), agent);
        }
    }

    private static boolean isSameCompany(Command command, LaneEntry entry) {
        boolean same = entry.task().company().equals(command.company());
        if (!same) {
            LOG.warnf(
                    "Command ignored command=%s task=%s company=%s reason=\"The task belongs to another company\"",
                    command.id(), entry.task().id(), command.company());
        }
        return same;
    }

    /**
     * Requests the adapter to stop. The task keeps running until the adapter stops, and then ends as canceled regardless of
     * the result.
     */
    private void revoke(LaneEntry entry, Instant now, String reason) {
        if (entry.revocationReason() != null) {
            return;
        }
        state.running().update(entry.revoked(reason));
        writer.writeRevocation(new Revocation(entry.task().id(), entry.agent(), entry.epoch(), now, reason));
    }

    private static String reason(Command command) {
        var reason = new StringBuilder("Canceled");
        if (command.by() != null) {
            reason.append(" by ").append(command.by());
        }
        if (command.reason() != null) {
            reason.append(": ").append(command.reason());
        } else {
            reason.append('.');
        }
        return Excerpt.truncate(reason.toString(), MAX_REASON_CHARS);
    }

    private void setPaused(Company company, @Nullable AgentName agent, boolean paused, Instant now) {
        if (agent != null) {
            if (state.pauses().setPaused(agent, paused)) {
                state.status().markChanged(agent);
                transitions.dispatchWaiting(agent, now);
            }
        } else if (state.pauses().setPaused(company, paused)) {
            state.waiting().update(company);
            state.status().markAllChanged();
            transitions.dispatchAll(now);
        }
    }
}
