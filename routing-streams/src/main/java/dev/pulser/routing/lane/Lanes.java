// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.lane;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.routing.LaneEntry;
import dev.pulser.contract.routing.Report;
import dev.pulser.contract.task.TaskState;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.out.DeadLetters;
import dev.pulser.routing.out.Events;
import dev.pulser.routing.out.Outlet;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.settle.Settlement;
import dev.pulser.routing.timer.Timer;
import dev.pulser.routing.timer.Timers;
import dev.pulser.routing.waiting.WaitingTasks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The lanes of one partition: moves tasks between waiting, running and pausing, and says so. Decides nothing. */
final class Lanes {

    private static final String EXPIRED = "expired";

    private final KnownAgents agents;
    private final WaitingTasks waiting;
    private final RunningTasks running;
    private final Timers timers;
    private final Outlet out;

    Lanes(KnownAgents agents, WaitingTasks waiting, RunningTasks running, Timers timers, Outlet out) {
        this.agents = agents;
        this.waiting = waiting;
        this.running = running;
        this.timers = timers;
        this.out = out;
    }

    /** A task comes in, new or again: straight through where the agent is free, else to the end of its line. */
    void enter(LaneEntry entry, Instant now, String reason) {
        out.event(Events.queued(entry, now, reason));
        var queued = entry.afterEvent();
        var agent = agents.table().find(entry.agent()).orElse(null);
        if (agent != null && waiting.isEmpty(agent.name()) && running.count(agent.name()) < agent.capacity()) {
            dispatch(queued, agent, now);
            return;
        }
        var place = waiting.add(queued);
        var deadline = entry.task().deadline();
        if (deadline != null) {
            timers.set(deadline, new Timer.DeadlinePassed(entry.task().id(), place));
        }
        fill(entry.agent(), now);
    }

    /** Hands out what waits for this agent, as far as its capacity goes. An agent that is gone gets nothing. */
    void fill(AgentName name, Instant now) {
        var agent = agents.table().find(name).orElse(null);
        while (agent != null && running.count(name) < agent.capacity()) {
            var head = waiting.next(name);
            if (head == null) {
                return;
            }
            waiting.remove(head.place());
            var task = head.entry().task();
            if (task.deadline() != null) {
                timers.cancel(task.deadline(), task.id());
            }
            if (task.expiredAt(now)) {
                expire(head.entry(), now);
            } else {
                dispatch(head.entry(), agent, now);
            }
        }
    }

    private void dispatch(LaneEntry queued, AgentDefinition agent, Instant now) {
        var entry = queued.dispatched(now);
        var deadline = Lease.deadline(entry, now, agent);
        out.event(Events.running(entry, now));
        out.assign(new Assignment(entry.task(), agent.name(), entry.attempt(), entry.epoch(), now, deadline));
        running.add(entry.afterEvent(), now, deadline);
    }

    /** An attempt is over; {@code ended} is null where no adapter said so. */
    void settle(LaneEntry entry, Settlement settlement, Instant now, Report.@Nullable Ended ended) {
        running.remove(entry);
        switch (settlement) {
            case Settlement.Completed(var result) -> complete(entry, result, now, ended);
            case Settlement.Retried(var due, var attempt) -> {
                var reason = "next attempt at %s. %s".formatted(due, attempt.reason());
                out.event(Events.unfinished(entry, now, TaskState.RETRYING, attempt.code(), reason, ended));
                timers.set(due, new Timer.RetryDue(entry.afterEvent().queuedAgain(attempt, due)));
            }
            case Settlement.Failed(var code, var reason, var attempt) -> {
                out.event(Events.unfinished(entry, now, TaskState.FAILED, code, reason, ended));
                out.deadLetter(DeadLetters.ofLane(entry, now, code, reason, entry.plus(attempt)));
            }
            case Settlement.Expired(var reason) ->
                out.event(Events.unfinished(entry, now, TaskState.EXPIRED, EXPIRED, reason, ended));
            case Settlement.Cancelled() ->
                out.event(Events.unfinished(entry, now, TaskState.CANCELLED, null, null, ended));
        }
        fill(entry.agent(), now);
    }

    private void complete(LaneEntry entry, String result, Instant now, Report.@Nullable Ended ended) {
        if (ended == null) {
            throw new IllegalStateException("nothing is completed without an adapter that says so");
        }
        if (!out.tryEvent(Events.completed(entry, now, ended, result))) {
            var reason =
                    "the agent's result has %d characters, too many for a record; let it store the result and return where it is"
                            .formatted(result.length());
            out.event(Events.unfinished(entry, now, TaskState.FAILED, DeadLetters.RECORD_TOO_LARGE, reason, ended));
            out.deadLetter(DeadLetters.ofLane(entry, now, DeadLetters.RECORD_TOO_LARGE, reason, entry.attempts()));
        }
    }

    /** A timer has gone off. */
    void alarm(Timer timer, Instant now) {
        switch (timer) {
            case Timer.RetryDue(var entry) ->
                enter(entry, now, "the pause after attempt %d is over".formatted(entry.attempt()));
            case Timer.DeadlinePassed(var task, var place) -> {
                var entry = waiting.find(place);
                if (entry != null && entry.task().id().equals(task)) {
                    waiting.remove(place);
                    expire(entry, now);
                }
            }
        }
    }

    private void expire(LaneEntry entry, Instant now) {
        var reason =
                "its deadline %s passed while it waited".formatted(entry.task().deadline());
        out.event(Events.unfinished(entry, now, TaskState.EXPIRED, EXPIRED, reason, null));
    }

    /** Looks at every agent that something waits for, after the agents or their capacities have changed. */
    void fillAll(Instant now) {
        AgentTable known = agents.table();
        waiting.agents().stream().filter(name -> known.find(name).isPresent()).forEach(name -> fill(name, now));
    }
}
